package dev.cairn.boot.powercut;

import dev.cairn.image.gpt.Partition;
import dev.cairn.image.slot.SlotManifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Holds what would boot from a disk against what may: a whole kernel, initrd and root of a release that somebody asked for, at
 * the next start and at every start after it, should each of them fail.
 */
public final class BootJudge {
    private final Map<String, KnownRelease> askedFor;
    private final WholeFiles files = new WholeFiles();

    public BootJudge(List<KnownRelease> askedFor) {
        this.askedFor = askedFor.stream().collect(Collectors.toMap(KnownRelease::digest, Function.identity()));
    }

    /**
     * What the next start is, and what is wrong.
     *
     * @param entry id of the boot entry, empty when nothing boots
     * @param slot as the kernel is told it
     * @param release as the kernel is told it
     * @param faults empty when nothing is
     */
    public record Verdict(String entry, String slot, String release, List<String> faults) {
        static Verdict of(BootEntry entry, List<String> faults) {
            return new Verdict(
                    entry.id(),
                    entry.option("cairn.slot").orElse(""),
                    entry.option("cairn.release").orElse(""),
                    faults);
        }

        static Verdict nothingBoots(String why) {
            return new Verdict("", "", "", List.of("nothing boots: " + why));
        }

        /** The short form for reports. */
        public String summary() {
            return entry.isEmpty() ? "nothing" : entry + " (" + slot + ", " + release.substring(0, 8) + ")";
        }
    }

    static String folder(String slot) {
        return "/cairn/" + slot + "/";
    }

    /** Judges a disk as it is. */
    public Verdict judge(ReplayedDisk disk) {
        try {
            LoaderModel.View view = LoaderModel.look(disk.whole());
            List<BootEntry> starts = view.starts();
            if (starts.isEmpty()) {
                return Verdict.nothingBoots("no entry in the menu");
            }
            List<String> faults = new ArrayList<>();
            Set<String> looked = new HashSet<>();
            for (BootEntry start : starts) {
                // The tries of one entry differ in nothing else.
                if (looked.add(start.linux() + start.initrds() + start.options())) {
                    faults.addAll(faults(disk, view, start));
                }
            }
            if (starts.getLast().triesLeft().isPresent()) {
                faults.add("after all tries " + starts.getLast().id() + " starts for ever");
            }
            return Verdict.of(starts.getFirst(), faults);
        } catch (EspVolume.Damaged damaged) {
            return Verdict.nothingBoots(String.valueOf(damaged.getMessage()));
        }
    }

    private List<String> faults(ReplayedDisk disk, LoaderModel.View view, BootEntry start) {
        String release = start.option("cairn.release").orElse("");
        KnownRelease known = askedFor.get(release);
        if (known == null) {
            return List.of(start.id() + " starts release " + release + ", which nobody asked for");
        }
        String slot = start.option("cairn.slot").orElse("");
        List<String> faults = new ArrayList<>();
        SlotManifest.Files wanted = known.manifest().files();
        if (!holds(disk, view, Optional.of(start.linux()), wanted.kernel())) {
            faults.add(start.id() + ": its kernel is not that of the release");
        }
        if (!holds(disk, view, start.initrds().stream().findFirst(), wanted.initrd())
                || start.initrds().size() != 1) {
            faults.add(start.id() + ": its initrd is not that of the release");
        }
        if (!rootIsWhole(disk, view, start, slot, wanted.root())) {
            faults.add(start.id() + ": the root it names is not that of the release");
        }
        if (!manifestIsWhole(view, slot, known)) {
            faults.add(start.id() + ": the manifest of slot " + slot + " is not that of the release");
        }
        return faults;
    }

    private boolean holds(ReplayedDisk disk, LoaderModel.View view, Optional<String> path, SlotManifest.SlotFile file) {
        EspVolume volume = view.volume();
        Optional<EspVolume.Node> node = path.flatMap(volume::find).filter(found -> found.bytes() == file.bytes());
        if (node.isEmpty()) {
            return false;
        }
        List<WholeFiles.Piece> pieces = volume.places(node.get()).stream()
                .map(place -> new WholeFiles.Piece(view.esp().offset() + place, volume.clusterBytes()))
                .toList();
        return files.isWhole(disk, pieces, file);
    }

    private boolean rootIsWhole(
            ReplayedDisk disk, LoaderModel.View view, BootEntry start, String slot, SlotManifest.SlotFile root) {
        String named = start.option("root").orElse("");
        return view.table().partitions().stream()
                .filter(partition -> named.equalsIgnoreCase("PARTUUID=" + partition.guid()))
                .filter(partition -> partition.label().equals("cairn-slot-" + slot))
                .min(Comparator.comparing(Partition::offset))
                .filter(partition ->
                        files.isWhole(disk, List.of(new WholeFiles.Piece(partition.offset(), root.bytes())), root))
                .isPresent();
    }

    private static boolean manifestIsWhole(LoaderModel.View view, String slot, KnownRelease known) {
        return view.volume()
                .find(folder(slot) + "manifest.json")
                .map(view.volume()::bytes)
                .filter(known::isManifest)
                .isPresent();
    }
}
