package dev.cairn.app.usecase.flash;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.DriveWriteRepository;
import dev.cairn.app.domain.drive.FlashPlace;
import dev.cairn.app.domain.drive.FlashRun;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeRepository;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds host names: for a drive that was taken out unfinished the one that is kept for it, else the lowest number that no written drive, no
 * node and no drive being written has and that is not kept for another one.
 */
final class Identities {
    private final DriveWriteRepository writes;
    private final NodeRepository nodes;
    private final Unfinished unfinished;

    Identities(DriveWriteRepository writes, NodeRepository nodes) {
        this.writes = writes;
        this.nodes = nodes;
        this.unfinished = new Unfinished(writes);
    }

    /** The name for this drive; null when the run gives none. */
    @Nullable
    String of(FlashRun run, Drive drive, List<FlashDrive> onTheLine) {
        return kept(run, onTheLine).stream()
                .filter(name -> name.isFor(drive))
                .map(KeptName::identity)
                .findFirst()
                .orElseGet(() -> next(run, onTheLine));
    }

    /** The name for a drive that is new; null when the run gives none. */
    @Nullable
    String next(FlashRun run, List<FlashDrive> onTheLine) {
        if (run.hostPrefix() == null) {
            return null;
        }
        Set<String> taken = taken(onTheLine);
        unfinished.names(run).forEach(name -> taken.add(name.identity()));
        int number = 1;
        while (taken.contains(run.hostName(number))) {
            number++;
        }
        return run.hostName(number);
    }

    /** The names that are kept for drives that are not being written now. */
    List<KeptName> kept(FlashRun run, List<FlashDrive> onTheLine) {
        Set<String> taken = taken(onTheLine);
        return unfinished.names(run).stream()
                .filter(name -> !taken.contains(name.identity()))
                .toList();
    }

    /** Frees all names that are kept for drives that are not being written now; the answer is which. */
    List<KeptName> giveUp(FlashRun run, List<FlashDrive> onTheLine) {
        List<KeptName> names = kept(run, onTheLine);
        unfinished.giveUp(run, names);
        return names;
    }

    private Set<String> taken(List<FlashDrive> onTheLine) {
        Set<String> taken = new HashSet<>();
        Stream.of(
                        writes.all().stream()
                                .filter(write -> write.problem() == null)
                                .map(DriveWrite::flash)
                                .filter(Objects::nonNull)
                                .map(FlashPlace::identity),
                        nodes.all().stream().map(Node::hostName),
                        onTheLine.stream()
                                .filter(drive -> drive.state() == FlashState.WRITING)
                                .map(FlashDrive::identity))
                .flatMap(names -> names)
                .filter(Objects::nonNull)
                .forEach(taken::add);
        return taken;
    }
}
