package dev.cairn.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.boot.powercut.BootJudge;
import dev.cairn.boot.powercut.CutPoint;
import dev.cairn.boot.powercut.CutPoints;
import dev.cairn.boot.powercut.DataJudge;
import dev.cairn.boot.powercut.DiskCopy;
import dev.cairn.boot.powercut.KnownRelease;
import dev.cairn.boot.powercut.RecordJudge;
import dev.cairn.boot.powercut.Replay;
import dev.cairn.boot.powercut.ReplayedDisk;
import dev.cairn.boot.powercut.WriteLog;
import dev.cairn.image.gpt.GptReader;
import dev.cairn.image.gpt.Partition;
import dev.cairn.image.gpt.PartitionTable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Lets the power fail at many points of a recording and judges each: what boots, now and after further failures, and what /var holds. A
 * sample of the points is started for real, and the firmware must agree with the model.
 */
final class PowerCuts {
    private static final int RANDOM_POINTS = 500;
    private static final int REORDERED_POINTS = 500;
    private static final int REAL_BOOTS = 30;

    private static final List<String> UNCHANGING = List.of(
            "/lib/cairn/node-id",
            "/lib/cairn/machine-id",
            "/lib/cairn/ssh_host_ed25519_key",
            "/lib/rancher/k3s/server/cluster-id");

    private final Path folder;
    private final Recording recording;
    private final long seed;
    private final Consumer<String> tell;
    private final List<WriteLog.Entry> entries;
    private final WriteLog log;
    private final FileChannel before;

    private PowerCuts(Path folder, long seed, Consumer<String> tell, WriteLog log, FileChannel before)
            throws IOException {
        this.folder = folder;
        this.recording = Recording.load(folder);
        this.seed = seed;
        this.tell = tell;
        this.log = log;
        this.before = before;
        this.entries = log.entries();
    }

    static void judge(Path folder, long seed, Consumer<String> tell) throws Exception {
        Tool.require("e2fsck", "e2fsprogs");
        Tool.require("e2undo", "e2fsprogs");
        try (WriteLog log = WriteLog.open(folder.resolve(Recording.LOG));
                FileChannel before = FileChannel.open(folder.resolve(Recording.BEFORE), StandardOpenOption.READ)) {
            new PowerCuts(folder, seed, tell, log, before).judge();
        }
    }

    /** Again on a recording that is there already. Arguments: its folder, a seed. */
    public static void main(String[] arguments) throws Exception {
        long startedAt = System.nanoTime();
        judge(
                Path.of(arguments[0]),
                Long.parseLong(arguments[1]),
                line -> System.out.printf(
                        "%4d s  %s%n",
                        Duration.ofNanos(System.nanoTime() - startedAt).toSeconds(), line));
    }

    private record Judged(CutPoint point, BootJudge.Verdict verdict) {}

    private void judge() throws Exception {
        ReplayedDisk end = at(entries.size());
        ReplayedDisk start = at(recording.updateBegins());
        PartitionTable table = GptReader.read(start.whole(), "disk");
        KnownRelease old = KnownRelease.in("a", start);
        KnownRelease fresh = KnownRelease.in("b", end);
        assertThat(old.digest()).isEqualTo(recording.oldRelease());
        assertThat(fresh.digest()).isEqualTo(recording.newRelease());

        List<CutPoint> points = points(table.byLabel("cairn-esp").orElseThrow());
        Partition data = table.byLabel("cairn-data").orElseThrow();
        DataJudge dataJudge = new DataJudge(start, data, UNCHANGING, folder);
        BootJudge bootJudge = new BootJudge(List.of(old, fresh));
        List<Judged> judged = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        new Replay(new ReplayedDisk(before, log), entries).visit(points, (point, disk) -> {
            BootJudge.Verdict verdict = bootJudge.judge(disk);
            judged.add(new Judged(point, verdict));
            verdict.faults().forEach(fault -> faults.add(point + ": " + fault));
            DataJudge.State state = dataJudge.judge(disk);
            state.faults().forEach(fault -> faults.add(point + ": /var: " + fault));
            if (state.faults().isEmpty()) {
                RecordJudge.fault(state.record(), verdict).ifPresent(fault -> faults.add(point + ": " + fault));
            }
        });
        Map<String, Integer> counts = new TreeMap<>();
        judged.forEach(one -> counts.merge(one.verdict().summary(), 1, Integer::sum));
        tell.accept(judged.size() + " points judged, " + dataJudge.states() + " states of /var; what boots: " + counts);
        faults.stream().limit(50).forEach(tell);
        assertThat(faults).as("faults, with seed %d", seed).isEmpty();
        bootForReal(judged);
    }

    private List<CutPoint> points(Partition esp) {
        int begins = recording.updateBegins();
        int flipBegins = entries.size();
        int flipEnds = begins;
        for (int i = begins; i < entries.size(); i++) {
            long at = entries.get(i).sector() * 512;
            boolean onEsp = entries.get(i).sectors() > 0 && at < esp.offset() + esp.length();
            flipBegins = onEsp ? Math.min(flipBegins, i) : flipBegins;
            flipEnds = onEsp ? i + 1 : flipEnds;
        }
        CutPoints choice = new CutPoints(entries, seed);
        List<CutPoint> points = new ArrayList<>(choice.every(flipBegins, flipEnds));
        points.addAll(choice.random(RANDOM_POINTS, begins, entries.size()));
        points.addAll(choice.everySubset(flipBegins, flipEnds, (esp.offset() + esp.length()) / 512));
        points.addAll(choice.reordered(REORDERED_POINTS, flipBegins, flipEnds));
        tell.accept("seed " + seed + "; " + (entries.size() - begins) + " requests in the update, flip window "
                + flipBegins + " to " + flipEnds);
        return points;
    }

    private void bootForReal(List<Judged> judged) throws Exception {
        List<Judged> sample = sample(judged);
        ReplayedDisk first = at(0);
        DiskCopy copy = DiskCopy.of(folder.resolve("booted.img"), first, 0, first.bytes());
        List<String> different = new ArrayList<>();
        Map<CutPoint, BootJudge.Verdict> verdicts = new LinkedHashMap<>();
        sample.forEach(one -> verdicts.put(one.point(), one.verdict()));
        new Replay(new ReplayedDisk(before, log), entries).visit(List.copyOf(verdicts.keySet()), (point, disk) -> {
            copy.bring(disk);
            BootJudge.Verdict expected = Objects.requireNonNull(verdicts.get(point));
            FirmwareBoot.Start start = FirmwareBoot.of(copy.file(), folder.resolve("boot-of-a-point"));
            boolean same =
                    start.slot().equals(expected.slot()) && start.release().equals(expected.release());
            tell.accept((same ? "agree: " : "DIFFER: ") + expected.summary() + " " + point);
            if (!same) {
                different.add(point + ": the model says " + expected + ", the firmware started " + start);
            }
        });
        tell.accept(verdicts.size() - different.size() + " of " + verdicts.size() + " real boots agree with the model");
        assertThat(different).as("real boots that differ, with seed %d", seed).isEmpty();
    }

    /** One of each kind of answer, and the rest by chance. */
    private List<Judged> sample(List<Judged> judged) {
        List<Judged> shuffled = new ArrayList<>(judged);
        Collections.shuffle(shuffled, new Random(seed));
        Map<String, Judged> kinds = new LinkedHashMap<>();
        shuffled.forEach(one -> kinds.putIfAbsent(one.verdict().summary(), one));
        Set<Judged> sample = new LinkedHashSet<>(kinds.values());
        shuffled.stream().limit(REAL_BOOTS).forEach(one -> {
            if (sample.size() < REAL_BOOTS) {
                sample.add(one);
            }
        });
        return List.copyOf(sample);
    }

    private ReplayedDisk at(int requests) throws IOException {
        ReplayedDisk disk = new ReplayedDisk(before, log);
        entries.subList(0, requests).forEach(disk::apply);
        return disk;
    }
}
