package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Sha256;
import dev.cairn.image.gpt.PartitionTable;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The passes over one drive: the marker takes the place of the partition tables, then the capacity is probed, everything but the tables is
 * written and read back, and the tables come last, the first 4 KiB the very last. One thread.
 */
final class LaneWork {
    private final WriteSession.Job job;
    private final WatchedDrive drive;
    private final DrivePlan plan;
    private final Transfer transfer;
    private final ByteBuffer buffer;

    LaneWork(WriteSession.Job job, WatchedDrive drive, DrivePlan plan, BlockWindow.Reader image, ByteBuffer buffer) {
        this.job = job;
        this.drive = drive;
        this.plan = plan;
        this.buffer = buffer;
        this.transfer = new Transfer(
                drive,
                job.target(),
                job.state(),
                job.progress(),
                image,
                buffer,
                plan.manifest().mappedBytes());
    }

    /** Runs all passes; {@code requireWholeImage} is asked before the tables are written, and may use the buffer. */
    WriteReceipt run(Consumer<ByteBuffer> requireWholeImage) {
        Instant started = job.clock().instant();
        BitSet inPlace = new BitSet();
        transfer.begin("write");
        begin();
        for (int i = 0; i < plan.body().size(); i++) {
            inPlace.set(i, transfer.put(plan.body().get(i)));
        }
        drive.force();
        drive.requireSameSize();
        Instant written = job.clock().instant();
        transfer.begin("verify");
        for (int i = inPlace.nextClearBit(0); i < plan.body().size(); i = inPlace.nextClearBit(i + 1)) {
            transfer.check(plan.body().get(i));
        }
        Instant verified = job.clock().instant();
        requireWholeImage.accept(buffer);
        tables();
        return receipt(started, written, verified);
    }

    /** Takes the tables away at both ends, so that an aborted drive boots nothing, old or new; or goes on where an earlier write stopped. */
    private void begin() {
        boolean goesOn = goesOn();
        if (goesOn) {
            transfer.compare();
        }
        transfer.put(Piece.Own.of("", 0, plan.marker().bytes()));
        transfer.put(plan.tables().emptyRest());
        transfer.put(plan.tables().emptyTail());
        drive.force();
        if (job.options().probes(drive.device())) {
            job.state().phase("probe");
            new CapacityProbe(drive, job.target(), buffer)
                    .run(plan.marker(), offset -> !goesOn || !plan.maps(offset), plan::fills);
            job.state().phase("write");
        }
    }

    /** An unfinished write of the same, or a finished one: the tables that would be written are there already. */
    private boolean goesOn() {
        byte[] first = new byte[WriteMarker.BYTES];
        drive.read(buffer.clear().limit(first.length), 0);
        buffer.flip().get(first);
        return plan.marker().standsIn(first)
                || java.util.Arrays.equals(first, plan.tables().first());
    }

    private void tables() {
        transfer.begin("boot");
        try {
            Piece backup = plan.tables().backupPiece();
            Piece rest = plan.tables().restPiece();
            transfer.put(backup);
            transfer.put(rest);
            drive.force();
            transfer.check(backup);
            transfer.check(rest);
            drive.requireSameSize();
            transfer.put(plan.tables().firstPiece());
            drive.force();
            transfer.check(plan.tables().firstPiece());
        } catch (ImageException e) {
            takeTablesAway(e);
            throw e;
        }
    }

    /** Tables that did not come back as written must not be left behind. */
    private void takeTablesAway(ImageException reason) {
        if (reason.problem() != ImageProblem.READ_BACK_FAILED) {
            return;
        }
        try {
            transfer.put(Piece.Own.of("", 0, plan.marker().bytes()));
            transfer.put(plan.tables().emptyTail());
            drive.force();
        } catch (ImageException second) {
            reason.addSuppressed(second);
        }
    }

    private WriteReceipt receipt(Instant started, Instant written, Instant verified) {
        List<String> notes = new ArrayList<>();
        if (!drive.direct()) {
            notes.add("The read-back may have come from this computer's memory: the target offers no direct access.");
        }
        long mapped = plan.manifest().mappedBytes();
        return new WriteReceipt(
                job.target().toString(),
                plan.manifest().sha256(),
                plan.manifest().release().digest(),
                plan.writtenSha256(),
                Sha256.of(plan.seed().orElse(new byte[0])),
                mapped - transfer.found(),
                transfer.found(),
                plan.manifest().bytes() - mapped,
                started,
                job.clock().instant(),
                Duration.between(started, written).toMillis(),
                Duration.between(written, verified).toMillis(),
                true,
                drive.direct(),
                notes);
    }

    /** A partition table counts in the drive's sectors, and so does the firmware that reads it (UEFI Specification 2.10, section 5.3.1). */
    static void requireSectors(WriteSession.Job job, int bytes) {
        if (bytes != PartitionTable.SECTOR) {
            throw new ImageException(
                    ImageProblem.SECTORS_UNSUPPORTED,
                    "write",
                    job.target().toString(),
                    Map.of(
                            "sector", Integer.toString(bytes),
                            "supported", Integer.toString(PartitionTable.SECTOR)));
        }
    }

    static void requireRoom(WriteSession.Job job, long size, long needed) {
        if (size < needed) {
            throw new ImageException(
                    ImageProblem.TARGET_TOO_SMALL,
                    "write",
                    job.target().toString(),
                    Map.of("needed", Long.toString(needed), "size", Long.toString(size)));
        }
    }
}
