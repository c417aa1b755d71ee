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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
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
        return session(options, System::nanoTime);
    }

    private WriteSession session(WriteOptions options, DriveTime time) {
        WriteSession session = new WriteSession(baked.orElseThrow().file(), options, Clock.systemUTC(), bus, time);
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
            assertThat(session.directBytes()).isPositive().isLessThanOrEqualTo(80 * MIB);
        }
    }

    @Test
    void aSlowDriveHoldsNobodyUp() throws Exception {
        AtomicLong nanoTime = new AtomicLong(System.nanoTime());
        try (WriteSession session = session(WriteOptions.USUAL, nanoTime::get)) {
            PlayedDrive slow = plug("slow");
            slow.stallsAfter = 9 * MIB;
            WriteLane waiting = add(session, "slow");
            assertThat(slow.stalled.await(10, TimeUnit.MINUTES)).isTrue();
            long moved = slow.written.get();
            List<WriteLane> lanes = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                plug("beside" + i);
                lanes.add(add(session, "beside" + i));
            }
            lanes.forEach(lane -> assertThat(lane.await().verified()).isTrue());
            assertThat(slow.written.get()).as("bytes on the slow drive").isEqualTo(moved);
            assertThat(waiting.ended()).isFalse();
            // It fell behind by the whole image and goes on where it was.
            slow.release.countDown();
            assertThat(waiting.await().verified()).isTrue();
            assertThat(missing(slow, SEED)).isZero();
        }
    }

    @Test
    void aDriveThatDoesNotAnswerIsGivenUpAndTheOthersFinish() throws Exception {
        AtomicLong nanoTime = new AtomicLong(System.nanoTime());
        try (WriteSession session = session(WriteOptions.USUAL, nanoTime::get)) {
            PlayedDrive stuck = plug("stuck");
            stuck.stallsAfter = 9 * MIB;
            PlayedDrive fine = plug("fine");
            WriteLane first = add(session, "stuck");
            WriteLane second = add(session, "fine");
            assertThat(second.await().verified()).isTrue();
            assertThat(stuck.stalled.await(10, TimeUnit.MINUTES)).isTrue();
            Duration limit = WriteOptions.USUAL.stallLimit();
            nanoTime.addAndGet(limit.minusSeconds(1).toNanos());
            assertThat(stuck.release.await(300, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(first.ended()).isFalse();
            nanoTime.addAndGet(Duration.ofSeconds(2).toNanos());
            assertThat(failure(first).problem()).isEqualTo(ImageProblem.DRIVE_STALLED);
            long before = stuck.written.get();
            stuck.release.countDown();
            assertThat(stuck.closed.await(10, TimeUnit.MINUTES)).isTrue();
            assertThat(fine.written.get()).isPositive();
            assertThat(stuck.written.get() - before)
                    .as("written after it was given up")
                    .isLessThanOrEqualTo(4 * MIB);
        }
    }

    @Test
    void cancellingEndsWithinASecondEvenWhenTheDriveDoesNotAnswer() throws Exception {
        AtomicLong nanoTime = new AtomicLong(System.nanoTime());
        try (WriteSession session = session(WriteOptions.USUAL, nanoTime::get)) {
            PlayedDrive stuck = plug("cancelled-stuck");
            stuck.stallsAfter = 3 * MIB;
            WriteLane lane = add(session, "cancelled-stuck");
            assertThat(stuck.stalled.await(10, TimeUnit.MINUTES)).isTrue();
            lane.cancel();
            // The rest of the second is for the watchdog's own round.
            nanoTime.addAndGet(Duration.ofMillis(800).toNanos());
            assertThat(failure(lane).problem()).isEqualTo(ImageProblem.CANCELLED);
            assertThat(stuck.release.getCount())
                    .as("the drive is still in its call")
                    .isOne();
            long moved = stuck.written.get();
            stuck.release.countDown();
            assertThat(stuck.closed.await(10, TimeUnit.MINUTES)).isTrue();
            assertThat(stuck.written.get() - moved).isLessThanOrEqualTo(4 * MIB);
        }
    }

    @Test
    void aDriveThatAnswersIsCancelledWhenItsCallReturns() throws Exception {
        AtomicLong standsStill = new AtomicLong(System.nanoTime());
        try (WriteSession session = session(WriteOptions.USUAL, standsStill::get)) {
            PlayedDrive slow = plug("cancelled-slow");
            slow.stallsAfter = 3 * MIB;
            WriteLane lane = add(session, "cancelled-slow");
            assertThat(slow.stalled.await(10, TimeUnit.MINUTES)).isTrue();
            lane.cancel();
            slow.release.countDown();
            assertThat(failure(lane).problem()).isEqualTo(ImageProblem.CANCELLED);
            assertThat(slow.written.get()).as("one call more").isLessThanOrEqualTo(7 * MIB);
        }
    }

    @Test
    void aDriveThatAnswersAndHardlyMovesIsGivenUpWithinAMinute() {
        for (int seconds : new int[] {3, 8, 29}) {
            PlayedTime time = new PlayedTime();
            PlayedDrive crawls = plug("crawls" + seconds);
            AtomicLong began = new AtomicLong(-1);
            crawls.transfers = bytes -> {
                if (crawls.written.get() > 10 * MIB) {
                    began.compareAndSet(-1, time.nanos());
                    time.pass(Duration.ofSeconds(seconds));
                }
            };
            try (WriteSession session = session(WriteOptions.USUAL, time)) {
                ImageException failed = failure(add(session, "crawls" + seconds));
                assertThat(failed.problem()).isEqualTo(ImageProblem.DRIVE_TOO_SLOW);
                assertThat(failed.arguments()).containsEntry("seconds", "30").containsEntry("rate", "256");
                assertThat(Duration.ofNanos(time.nanos() - began.get()))
                        .as("calls of " + seconds + " s")
                        .isLessThanOrEqualTo(Duration.ofMinutes(1));
            }
        }
    }

    /** Small transfers take such a card most of a second, and once it puts itself in order for as long as may be. */
    @Test
    void aDriveOfAMebibyteASecondIsWritten() {
        PlayedTime time = new PlayedTime();
        PlayedDrive slow = plug("slow-card");
        AtomicBoolean ordered = new AtomicBoolean();
        slow.transfers = bytes -> {
            time.pass(Duration.ofMillis(bytes < 64 << 10 ? 900 : 10 + bytes / (MIB / 1000)));
            if (slow.written.get() > 10 * MIB && ordered.compareAndSet(false, true)) {
                time.pass(Duration.ofSeconds(24));
            }
        };
        try (WriteSession session = session(WriteOptions.USUAL, time)) {
            assertThat(add(session, "slow-card").await().verified()).isTrue();
        }
        assertThat(ordered).isTrue();
        assertThat(Duration.ofNanos(time.nanos()))
                .isGreaterThan(Duration.ofSeconds(2 * manifest().mappedBytes() / MIB));
    }

    @Test
    void aDriveThatIsNeverClosedHasStalledAtLast() throws Exception {
        PlayedTime time = new PlayedTime();
        try (WriteSession session = session(WriteOptions.USUAL, time)) {
            PlayedDrive stuck = plug("never-closed");
            stuck.hangsWhenClosed = true;
            WriteLane lane = add(session, "never-closed");
            assertThat(stuck.stalled.await(10, TimeUnit.MINUTES)).isTrue();
            time.pass(WriteOptions.USUAL.stallLimit().minusSeconds(1));
            assertThat(stuck.closed.await(300, TimeUnit.MILLISECONDS)).isFalse();
            assertThat(lane.ended()).isFalse();
            time.pass(Duration.ofSeconds(2));
            assertThat(failure(lane).problem()).isEqualTo(ImageProblem.DRIVE_STALLED);
            stuck.release.countDown();
            assertThat(stuck.closed.await(10, TimeUnit.MINUTES)).isTrue();
        }
    }

    @Test
    void whatWentWrongIsToldThoughTheDriveIsNeverClosed() throws Exception {
        PlayedTime time = new PlayedTime();
        try (WriteSession session = session(WriteOptions.USUAL, time)) {
            PlayedDrive stuck = bus.plug("too-small-and-never-closed", 8 * MIB);
            stuck.hangsWhenClosed = true;
            WriteLane lane = add(session, "too-small-and-never-closed");
            assertThat(stuck.stalled.await(10, TimeUnit.MINUTES)).isTrue();
            time.pass(Duration.ofSeconds(6));
            assertThat(failure(lane).problem()).isEqualTo(ImageProblem.TARGET_TOO_SMALL);
            stuck.release.countDown();
            assertThat(stuck.closed.await(10, TimeUnit.MINUTES)).isTrue();
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
    void aDriveThatFailsBeforeItsNameIsTakenAwayHasVanished() {
        PlayedDrive pulled = plug("pulled");
        pulled.failsAfter = 10 * MIB;
        AtomicLong failedAt = new AtomicLong();
        PlayedTime time = new PlayedTime();
        time.whenPaused(() -> {
            failedAt.compareAndSet(0, time.nanos());
            pulled.present =
                    time.nanos() - failedAt.get() < Duration.ofMillis(500).toNanos();
        });
        try (WriteSession session = session(WriteOptions.USUAL, time)) {
            ImageException failed = failure(add(session, "pulled"));
            assertThat(failed.problem()).isEqualTo(ImageProblem.DRIVE_VANISHED);
            assertThat(failed.arguments().get("reason")).contains("Input/output error");
        }
    }

    @Test
    void aDriveThatFailsAndStaysHasAnInputOutputError() {
        plug("worn").failsAfter = 10 * MIB;
        PlayedTime time = new PlayedTime();
        try (WriteSession session = session(WriteOptions.USUAL, time)) {
            ImageException failed = failure(add(session, "worn"));
            assertThat(failed.problem()).isEqualTo(ImageProblem.IO_FAILED);
            assertThat(failed.arguments().get("reason")).contains("Input/output error");
            assertThat(time.paused()).isBetween(Duration.ofSeconds(2), Duration.ofMillis(2100));
        }
    }

    @Test
    void aDriveWithoutBytesHasVanished() {
        try (WriteSession session = session(WriteOptions.USUAL)) {
            PlayedDrive emptied = plug("emptied");
            emptied.failsAfter = 10 * MIB;
            emptied.sizeOnceFailed = 0;
            assertThat(failure(add(session, "emptied")).problem()).isEqualTo(ImageProblem.DRIVE_VANISHED);
            bus.plug("empty", 0);
            assertThat(failure(add(session, "empty")).problem()).isEqualTo(ImageProblem.DRIVE_VANISHED);
            PlayedDrive takenOut = plug("taken-out");
            WriteLane lane = session.add(
                    Path.of("taken-out"),
                    Optional.of(SEED),
                    IdentityCheck.NONE,
                    (phase, element, done, total) -> takenOut.size = phase.equals("verify") ? 0 : takenOut.size);
            assertThat(failure(lane).problem()).isEqualTo(ImageProblem.DRIVE_VANISHED);
        }
    }

    @Test
    void whoCancelsWhileADriveIsLookedAtAgainDoesNotWait() {
        plug("looked-at").failsAfter = 10 * MIB;
        PlayedTime time = new PlayedTime();
        List<WriteLane> lanes = new CopyOnWriteArrayList<>();
        time.whenPaused(() -> lanes.forEach(WriteLane::cancel));
        try (WriteSession session = session(WriteOptions.USUAL, time)) {
            CountDownLatch added = new CountDownLatch(1);
            IdentityCheck waits = () -> awaitUninterruptibly(added);
            lanes.add(session.add(Path.of("looked-at"), Optional.of(SEED), waits, Progress.NONE));
            added.countDown();
            assertThat(failure(lanes.getFirst()).problem()).isEqualTo(ImageProblem.CANCELLED);
            assertThat(time.paused()).isLessThan(Duration.ofSeconds(1));
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
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
    void anImageThatChangesMeanwhileIsToldFromABadDrive(@TempDir Path folder) throws Exception {
        Path copy = copyOfTheImage(folder);
        // Long gone from memory when everything was written, and not there again when the reading back begins.
        long offset = ImageBlock.of(manifest()).get(6).offset() + 100;
        AtomicBoolean changed = new AtomicBoolean();
        Progress change = (phase, element, done, total) -> {
            if (phase.equals("verify") && changed.compareAndSet(false, true)) {
                flip(copy, offset);
            }
        };
        try (WriteSession session = new WriteSession(copy, WriteOptions.USUAL, Clock.systemUTC(), bus)) {
            session.start();
            plug("first");
            WriteLane first = session.add(Path.of("first"), Optional.of(SEED), IdentityCheck.NONE, change);
            assertThat(failure(first).problem()).isEqualTo(ImageProblem.IMAGE_DAMAGED);
            plug("second");
            assertThat(failure(add(session, "second")).problem()).isEqualTo(ImageProblem.IMAGE_DAMAGED);
        }
        assertThat(changed).isTrue();
    }

    @Test
    void anImageThatIsDamagedNeverGetsItsBootSectors(@TempDir Path folder) throws Exception {
        Path copy = copyOfTheImage(folder);
        flip(copy, ImageBlock.of(manifest()).get(6).offset() + 100);
        PlayedDrive drive = plug("from-damaged");
        // The second time all of it stands on the drive already, damage and all.
        for (int run = 0; run < 2; run++) {
            try (WriteSession session = new WriteSession(copy, WriteOptions.USUAL, Clock.systemUTC(), bus)) {
                session.start();
                assertThat(failure(add(session, "from-damaged")).problem()).isEqualTo(ImageProblem.IMAGE_DAMAGED);
            }
            assertThat(DriveWriter.isUnfinished(drive.bytes(0, 4096)))
                    .as("run " + run)
                    .isTrue();
        }
    }

    @Test
    void whatWasMisreadOnceIsNotBlamedOnTheDrive(@TempDir Path folder) throws Exception {
        Path copy = copyOfTheImage(folder);
        long offset = ImageBlock.of(manifest()).get(6).offset() + 100;
        flip(copy, offset);
        AtomicBoolean restored = new AtomicBoolean();
        Progress restore = (phase, element, done, total) -> {
            if (phase.equals("verify") && restored.compareAndSet(false, true)) {
                flip(copy, offset);
            }
        };
        PlayedDrive drive = plug("misread");
        try (WriteSession session = new WriteSession(copy, WriteOptions.USUAL, Clock.systemUTC(), bus)) {
            session.start();
            WriteLane lane = session.add(Path.of("misread"), Optional.of(SEED), IdentityCheck.NONE, restore);
            assertThat(failure(lane).problem()).isEqualTo(ImageProblem.IMAGE_DAMAGED);
        }
        assertThat(restored).isTrue();
        assertThat(DriveWriter.isUnfinished(drive.bytes(0, 4096))).isTrue();
    }

    private Path copyOfTheImage(Path folder) throws IOException {
        Path copy = folder.resolve("copy.img");
        Files.copy(baked.orElseThrow().file(), copy);
        Files.copy(baked.orElseThrow().manifestFile(), folder.resolve("copy.img.json"));
        return copy;
    }

    private static void flip(Path file, long offset) {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(offset);
            int before = open.read();
            open.seek(offset);
            open.write(before ^ 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
    void aDriveThatWasPulledOutAndComesBackGoesOnWhereItWas() throws Exception {
        long seed = 20261127;
        Random random = new Random(seed);
        try (WriteSession session = session(WriteOptions.USUAL)) {
            for (int run = 0; run < 4; run++) {
                PlayedDrive drive = plug("pulled" + run);
                drive.vanishesAfter = random.nextLong(9 * MIB, manifest().mappedBytes()) / 4096 * 4096;
                assertThat(failure(add(session, "pulled" + run)).problem()).isEqualTo(ImageProblem.DRIVE_VANISHED);
                assertThat(DriveWriter.isUnfinished(drive.bytes(0, 4096))).isTrue();
                long missing = missing(drive, SEED);
                drive.written.set(0);
                bus.plugAgain("back" + run, drive);
                WriteReceipt receipt = add(session, "back" + run).await();
                assertThat(receipt.verified()).isTrue();
                assertThat(receipt.foundBytes()).isPositive();
                assertThat(receipt.writtenBytes() + receipt.foundBytes())
                        .isEqualTo(manifest().mappedBytes());
                assertThat(missing(drive, SEED)).isZero();
                assertThat(drive.written.get())
                        .as("seed " + seed + ", run " + run + ", missing " + missing)
                        .isLessThanOrEqualTo(missing + 8 * MIB);
            }
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
