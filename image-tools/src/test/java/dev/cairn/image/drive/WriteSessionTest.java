package dev.cairn.image.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.BakedImage;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.layer.Layer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WriteSessionTest {
    private static final byte[] SEED = "{\"siteId\":\"north\"}".getBytes(StandardCharsets.UTF_8);
    private static final long MIB = 1 << 20;

    private Optional<BakedImage> baked = Optional.empty();
    private final PlayedDrives bus = new PlayedDrives();

    @BeforeAll
    void bake(@TempDir Path folder) {
        Layer large = Layer.files("large")
                .file("/usr/share/larger", SampleRoots.noise(77, 40 << 20), 0644)
                .build();
        BakeRequest request = BakeRequest.of(
                folder.resolve("x.img"), SampleRoots.bundle(folder.resolve("slot"), large), new byte[] {'{', '}'});
        baked = Optional.of(new ImageBaker().bake(request, Progress.NONE));
    }

    @AfterEach
    void throwDrivesAway() throws IOException {
        bus.throwAllAway();
    }

    private ImageManifest manifest() {
        return baked.orElseThrow().manifest();
    }

    private WriteSession session(WriteOptions options) {
        WriteSession session = new WriteSession(baked.orElseThrow().file(), options, Clock.systemUTC(), bus);
        session.start();
        return session;
    }

    private static WriteLane add(WriteSession session, String name) {
        return session.add(Path.of(name), Optional.of(SEED), IdentityCheck.NONE, Progress.NONE);
    }

    private PlayedDrive plug(String name) {
        return bus.plug(name, manifest().bytes() + 64 * MIB);
    }

    private static ImageException failure(WriteLane lane) {
        return catchThrowableOfType(ImageException.class, lane::await);
    }

    /** Bytes of the image that do not stand on the drive; tables are left out. */
    private long missing(PlayedDrive drive, byte[] seed) throws IOException {
        long missing = 0;
        try (RandomAccessFile image =
                new RandomAccessFile(baked.orElseThrow().file().toFile(), "r")) {
            for (ImageManifest.Range range : manifest().ranges()) {
                if (range.partition().startsWith(ImageManifest.TABLE_LABEL)) {
                    continue;
                }
                byte[] wanted = new byte[range.bytes()];
                image.seek(range.offset());
                image.readFully(wanted);
                if (manifest().isSeed(range)) {
                    wanted = dev.cairn.image.bake.Seeds.padded(seed, "test");
                }
                byte[] found = drive.bytes(range.offset(), range.bytes());
                for (int at = 0; at < wanted.length; at += 4096) {
                    missing += Arrays.equals(wanted, at, at + 4096, found, at, at + 4096) ? 0 : 4096;
                }
            }
        }
        return missing;
    }

    @Test
    void manyDrivesGetTheImageAndTheirOwnSeedsWithinTheMemoryBound() throws Exception {
        try (WriteSession session = session(WriteOptions.USUAL)) {
            List<WriteLane> lanes = new ArrayList<>();
            List<PlayedDrive> drives = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                drives.add(plug("many" + i));
                byte[] seed = ("{\"node\":" + i + "}").getBytes(StandardCharsets.UTF_8);
                lanes.add(session.add(Path.of("many" + i), Optional.of(seed), IdentityCheck.NONE, Progress.NONE));
            }
            for (int i = 0; i < 16; i++) {
                WriteReceipt receipt = lanes.get(i).await();
                assertThat(receipt.verified()).isTrue();
                assertThat(receipt.foundBytes()).isZero();
                assertThat(missing(drives.get(i), ("{\"node\":" + i + "}").getBytes(StandardCharsets.UTF_8)))
                        .isZero();
            }
            assertThat(session.directBytes()).isPositive().isLessThanOrEqualTo(192 * MIB);
        }
    }

    @Test
    @Tag("slow")
    void aSlowDriveHoldsNobodyUp() {
        long alone = millisOfSeven("alone", 200 * MIB, Long.MAX_VALUE);
        long withSlow = millisOfSeven("beside", 200 * MIB, 2 * MIB);
        assertThat(withSlow).as("alone it took " + alone + " ms").isLessThan(alone * 5 / 4 + 200);
    }

    /** How long seven drives take beside an eighth of another speed, which is cancelled when they are done. */
    private long millisOfSeven(String name, long speed, long eighth) {
        try (WriteSession session = session(WriteOptions.USUAL)) {
            plug(name + "-slow").bytesPerSecond = eighth;
            WriteLane slow = add(session, name + "-slow");
            List<WriteLane> lanes = new ArrayList<>();
            long started = System.nanoTime();
            for (int i = 0; i < 7; i++) {
                plug(name + i).bytesPerSecond = speed;
                lanes.add(add(session, name + i));
            }
            lanes.forEach(WriteLane::await);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
            if (eighth < Long.MAX_VALUE) {
                assertThat(slow.ended()).isFalse();
            }
            return millis;
        }
    }

    @Test
    void aDriveThatDoesNotAnswerIsGivenUpAndTheOthersFinish() {
        try (WriteSession session = session(WriteOptions.USUAL.withStallLimit(Duration.ofMillis(400)))) {
            PlayedDrive stuck = plug("stuck");
            stuck.stallsAfter = 9 * MIB;
            PlayedDrive fine = plug("fine");
            WriteLane first = add(session, "stuck");
            WriteLane second = add(session, "fine");
            assertThat(failure(first).problem()).isEqualTo(ImageProblem.DRIVE_STALLED);
            assertThat(second.await().verified()).isTrue();
            long before = stuck.written.get();
            stuck.release.countDown();
            assertThat(fine.written.get()).isPositive();
            assertThat(stuck.written.get() - before)
                    .as("written after it was given up")
                    .isLessThanOrEqualTo(4 * MIB);
        }
    }

    @Test
    void cancellingEndsWithinASecondHoweverSlowTheDriveIs() throws Exception {
        try (WriteSession session = session(WriteOptions.USUAL)) {
            PlayedDrive slow = plug("cancelled-slow");
            slow.bytesPerSecond = 300_000;
            PlayedDrive stuck = plug("cancelled-stuck");
            stuck.stallsAfter = 3 * MIB;
            WriteLane slowLane = add(session, "cancelled-slow");
            WriteLane stuckLane = add(session, "cancelled-stuck");
            assertThat(stuck.stalled.await(20, TimeUnit.SECONDS)).isTrue();
            long started = System.nanoTime();
            slowLane.cancel();
            stuckLane.cancel();
            assertThat(failure(slowLane).problem()).isEqualTo(ImageProblem.CANCELLED);
            assertThat(failure(stuckLane).problem()).isEqualTo(ImageProblem.CANCELLED);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started))
                    .isLessThan(1000);
            stuck.release.countDown();
        }
    }

    @Test
    void aDriveThatVanishesOrShrinksSaysSo() {
        try (WriteSession session = session(WriteOptions.USUAL)) {
            plug("gone").vanishesAfter = 10 * MIB;
            plug("shrinks").shrinksAfter = 20 * MIB;
            WriteLane gone = add(session, "gone");
            WriteLane shrinks = add(session, "shrinks");
            plug("beside-them");
            assertThat(failure(gone).problem()).isEqualTo(ImageProblem.DRIVE_VANISHED);
            assertThat(failure(shrinks).problem()).isEqualTo(ImageProblem.DRIVE_SHRUNK);
            assertThat(add(session, "beside-them").await().verified()).isTrue();
        }
    }

    @Test
    void aDriveThatClaimsMoreThanItHoldsIsFoundBeforeAnythingIsWritten() {
        try (WriteSession session = session(WriteOptions.USUAL)) {
            PlayedDrive round = bus.plug("comes-round", 4096 * MIB);
            round.comesRoundAfter = 1024 * MIB;
            PlayedDrive forgets = bus.plug("forgets", 4096 * MIB);
            forgets.forgetsBehind = 3000 * MIB;
            ImageException roundFailure = failure(add(session, "comes-round"));
            ImageException forgetsFailure = failure(add(session, "forgets"));
            assertThat(roundFailure.problem()).isEqualTo(ImageProblem.CAPACITY_FALSE);
            assertThat(Long.parseLong(roundFailure.arguments().get("truthful"))).isBetween(768 * MIB, 1024 * MIB);
            assertThat(forgetsFailure.problem()).isEqualTo(ImageProblem.CAPACITY_FALSE);
            assertThat(Long.parseLong(forgetsFailure.arguments().get("truthful")))
                    .isBetween(2048 * MIB, 3000 * MIB);
            assertThat(round.written.get()).isLessThan(4 * MIB);
        }
    }

    @Test
    void filesAreProbedOnlyWhenAsked() {
        try (WriteSession usual = session(WriteOptions.USUAL);
                WriteSession all = session(WriteOptions.USUAL.withProbe(WriteOptions.Probe.ALL))) {
            PlayedDrive file = bus.plug("file", 4096 * MIB);
            file.device = false;
            file.forgetsBehind = 2048 * MIB;
            assertThat(failure(add(all, "file")).problem()).isEqualTo(ImageProblem.CAPACITY_FALSE);
            assertThat(failure(add(usual, "file")).problem()).isEqualTo(ImageProblem.READ_BACK_FAILED);
        }
    }

    @Test
    void whatAFormerNodeLeftBehindTheLastPartitionIsCleared() throws Exception {
        try (WriteSession session = session(WriteOptions.USUAL)) {
            PlayedDrive used = plug("used");
            long behind = manifest().bytes() - MIB;
            used.put(behind, SampleRoots.noise(3, 5 << 20));
            assertThat(add(session, "used").await().verified()).isTrue();
            assertThat(used.bytes(behind, 4 << 20)).containsOnly(0);
            assertThat(used.bytes(behind + 4 * MIB, 4096))
                    .isEqualTo(Arrays.copyOfRange(SampleRoots.noise(3, 5 << 20), 4 << 20, (4 << 20) + 4096));
        }
    }

    @Test
    @Tag("slow")
    void aCrashAtAnyMomentCostsAtMostEightMebibytes() throws Exception {
        long seed = 20260401;
        Random random = new Random(seed);
        long all = manifest().mappedBytes() + 8 * MIB;
        for (int run = 0; run < 15; run++) {
            PlayedDrive drive = plug("crash" + run);
            drive.crashesAfter = random.nextLong(4096, all) / 4096 * 4096;
            try (WriteSession session = session(WriteOptions.USUAL)) {
                WriteLane lane = add(session, "crash" + run);
                Throwable crash = org.assertj.core.api.Assertions.catchThrowable(lane::await);
                if (crash == null) {
                    continue;
                }
                assertThat(crash).isInstanceOf(PlayedDrive.Crash.class);
            }
            drive.crashesAfter = Long.MAX_VALUE;
            long missing = missing(drive, SEED);
            drive.written.set(0);
            try (WriteSession session = session(WriteOptions.USUAL)) {
                WriteReceipt receipt = add(session, "crash" + run).await();
                assertThat(receipt.writtenBytes() + receipt.foundBytes())
                        .isEqualTo(manifest().mappedBytes());
            }
            assertThat(missing(drive, SEED)).isZero();
            assertThat(drive.written.get())
                    .as("seed " + seed + ", run " + run + ", missing " + missing)
                    .isLessThanOrEqualTo(missing + 8 * MIB);
        }
    }

    @Test
    void aFinishedDriveIsNotWrittenAgainAndGetsAnotherSeed() throws Exception {
        PlayedDrive drive = plug("again");
        try (WriteSession session = session(WriteOptions.USUAL)) {
            WriteReceipt first = add(session, "again").await();
            drive.written.set(0);
            WriteReceipt second = add(session, "again").await();
            assertThat(drive.written.get()).isLessThan(4 * MIB);
            assertThat(second.foundBytes()).isGreaterThan(first.writtenBytes() - 3 * MIB);
            assertThat(second.writtenSha256()).isEqualTo(first.writtenSha256());
            byte[] other = "{\"siteId\":\"south\"}".getBytes(StandardCharsets.UTF_8);
            WriteReceipt third = session.add(Path.of("again"), Optional.of(other), IdentityCheck.NONE, Progress.NONE)
                    .await();
            assertThat(third.writtenSha256()).isNotEqualTo(first.writtenSha256());
            assertThat(missing(drive, other)).isZero();
            assertThat(missing(drive, SEED)).isPositive();
        }
    }
}
