package dev.cairn.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.cairn.agent.fixture.TestBundles;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.UpdatePhase;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Every fault at every kind of operation in every phase of every course of an update. Nothing here is random: the cases are
 * enumerated from an undisturbed run, so a number in a failure names the same case in every run.
 */
class UpdateStatesTest {
    /** Of changes that are alike (a device's writes, say), so many at the beginning stand for the rest; of others the first. */
    private static final int CHANGES_OF_ONE_KIND = 2;

    private static final Logger LOG = (Logger) LoggerFactory.getLogger("dev.cairn.agent.update");

    @TempDir
    static Path bundles;

    private static SlotBundle first;
    private static SlotBundle second;
    private static Level usualLevel;

    @BeforeAll
    static void build() {
        first = TestBundles.build(bundles.resolve("1"), "1.0.0", "kernel", "", 20_000);
        second = TestBundles.build(bundles.resolve("2"), "2.0.0", "kernel", "", 20_000);
        usualLevel = LOG.getLevel();
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void logAgain() {
        LOG.setLevel(usualLevel);
    }

    private record Case(Course course, Fault fault, int at, Operation operation) {}

    @Test
    @Timeout(180)
    void everyFaultAtEveryOperationInEveryStateEndsRight() throws IOException {
        long began = System.nanoTime();
        List<Case> cases = new ArrayList<>();
        for (Course course : Course.values()) {
            cases.addAll(casesOf(course));
        }
        List<String> wrong = new ArrayList<>();
        for (Case one : cases) {
            String end = run(one);
            if (!end.isEmpty()) {
                wrong.add(one + "\n    " + end.replaceAll("\\s+", " "));
            }
        }
        Map<UpdatePhase, Set<Fault>> seen = new EnumMap<>(UpdatePhase.class);
        cases.forEach(one -> seen.computeIfAbsent(one.operation().phase(), phase -> EnumSet.noneOf(Fault.class))
                .add(one.fault()));
        System.out.printf(
                "update states: %d cases, %d ended wrong, %.1f s%n",
                cases.size(), wrong.size(), (System.nanoTime() - began) / 1e9);
        assertThat(wrong).as("of %d cases", cases.size()).isEmpty();
        assertThat(cases).hasSizeGreaterThan(500);
        assertThat(seen.keySet()).containsExactlyInAnyOrder(UpdatePhase.values());
        Set<Fault> everywhere = EnumSet.complementOf(
                EnumSet.of(Fault.NOTHING, Fault.POWER_CUT_IN_THE_MIDDLE, Fault.HANG_OF_THE_NEW_RELEASE));
        seen.forEach(
                (phase, faults) -> assertThat(faults).as("faults in " + phase).containsAll(everywhere));
    }

    private static List<Case> casesOf(Course course) throws IOException {
        Disturbance listing = Disturbance.none();
        Path folder = folder();
        try {
            UpdateRig rig = course.rig(folder, first, second);
            course.requireRightEnd(rig, rig.runToRest(listing), Fault.NOTHING);
        } finally {
            delete(folder);
        }
        List<Case> cases = new ArrayList<>();
        Map<Operation, Integer> alike = new HashMap<>();
        List<Operation> seen = List.copyOf(listing.seen());
        boolean differs = false;
        for (int at = 1; at <= seen.size(); at++) {
            Operation operation = seen.get(at - 1);
            differs |= operation.phase() == course.differsFrom;
            if (!differs) {
                continue;
            }
            int enough = operation.changesTheDisk() ? CHANGES_OF_ONE_KIND : 1;
            if (alike.merge(operation, 1, Integer::sum) <= enough) {
                for (Fault fault : Fault.values()) {
                    if (fault != Fault.NOTHING && fault.canHappenAt(operation)) {
                        cases.add(new Case(course, fault, at, operation));
                    }
                }
            }
        }
        return cases;
    }

    /** What was wrong with the end; empty if it was right. */
    private static String run(Case one) throws IOException {
        Path folder = folder();
        try {
            UpdateRig rig = one.course().rig(folder, first, second);
            Disturbance disturbance = new Disturbance(one.fault(), operation -> true, one.at());
            UpdateRecord rest = rig.runToRest(disturbance);
            assertThat(disturbance.happened()).isTrue();
            one.course().requireRightEnd(rig, rest, one.fault());
            return "";
        } catch (AssertionError | RuntimeException wrong) {
            return String.valueOf(wrong.getMessage());
        } finally {
            delete(folder);
        }
    }

    /** In memory where the system has such a place: thousands of machines are made, and what a disk does to them is played. */
    private static Path folder() throws IOException {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
                ? Files.createTempDirectory(memory, "cairn-update")
                : Files.createTempDirectory(bundles, "update");
    }

    private static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException failed) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
