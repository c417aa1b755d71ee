package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** A drive whose every call is timed, and whose errors say what became of the drive. One thread. */
final class WatchedDrive implements AutoCloseable {
    /** What is written through the cache is forced this often, so that no single call takes long. */
    private static final long FORCE_EVERY = 16 << 20;

    private final DriveAccess access;
    private final Path target;
    private final LaneState state;
    private Optional<DriveChannel> channel = Optional.empty();
    private boolean asked;
    private long bytes;
    private int sectorBytes;
    private long unforced;

    private interface Call {
        void run(DriveChannel drive) throws IOException;
    }

    private WatchedDrive(DriveAccess access, Path target, LaneState state) {
        this.access = access;
        this.target = target;
        this.state = state;
    }

    static WatchedDrive open(DriveAccess access, Path target, LaneState state) {
        WatchedDrive drive = new WatchedDrive(access, target, state);
        drive.ask();
        try {
            drive.open();
            return drive;
        } catch (ImageException e) {
            state.failed(e);
            drive.closeQuietly();
            throw e;
        }
    }

    /** A person may take longer than a drive. */
    private void ask() {
        state.check();
        try {
            channel = access.ask(target, state::check);
            asked = channel.isPresent();
        } catch (IOException e) {
            throw ImageException.io("open", target.toString(), e);
        }
    }

    private void open() {
        try {
            state.enter();
            if (!asked) {
                channel = Optional.of(access.open(target));
            }
            DriveChannel drive = channel.orElseThrow();
            bytes = drive.size();
            if (bytes == 0 && drive.device()) {
                throw failure(drive).withoutMedium();
            }
            sectorBytes = drive.sectorBytes();
        } catch (IOException e) {
            throw ImageException.io("open", target.toString(), e);
        } finally {
            leave();
        }
    }

    /** Its length when it was opened. */
    long size() {
        return bytes;
    }

    int sectorBytes() {
        return sectorBytes;
    }

    boolean direct() {
        return channel.orElseThrow().direct();
    }

    boolean device() {
        return channel.orElseThrow().device();
    }

    /** Nothing on the drive is disturbed before the check has passed. */
    void claim(IdentityCheck check) {
        call(drive -> check.check());
        if (asked) {
            takeAloneUntimed();
            return;
        }
        call(DriveChannel::takeAlone);
    }

    /** Whoever was asked may be asked again. */
    private void takeAloneUntimed() {
        state.check();
        DriveChannel drive = channel.orElseThrow();
        try {
            drive.takeAlone();
        } catch (IOException e) {
            throw failure(drive).of(e);
        } finally {
            leave();
        }
        state.check();
    }

    void write(ByteBuffer source, long at) {
        int count = source.remaining();
        call(DriveCall.transfer(count), drive -> drive.write(source, at));
        unforced += count;
        if (!direct() && unforced >= FORCE_EVERY) {
            force();
        }
    }

    void read(ByteBuffer into, long at) {
        call(DriveCall.transfer(into.remaining()), drive -> drive.read(into, at));
    }

    void force() {
        call(DriveCall.force(direct() ? 0 : unforced), DriveChannel::force);
        unforced = 0;
    }

    /** Throws when the drive has another length than when it was opened. */
    void requireSameSize() {
        call(drive -> {
            long now = drive.size();
            if (now != bytes) {
                DriveFailure changed = failure(drive);
                throw changed.resized(now, Optional.empty()).orElseGet(() -> changed.shrunk(now, Optional.empty()));
            }
        });
    }

    private void call(Call call) {
        state.enter();
        entered(call);
    }

    private void call(long allowedNanos, Call call) {
        state.enter(allowedNanos);
        entered(call);
    }

    private void entered(Call call) {
        DriveChannel drive = channel.orElseThrow();
        try {
            call.run(drive);
        } catch (IOException e) {
            throw failure(drive).of(e);
        } finally {
            leave();
        }
    }

    private void leave() {
        try {
            state.leave();
        } catch (LaneState.Abandoned e) {
            closeQuietly();
            throw e;
        }
    }

    private DriveFailure failure(DriveChannel drive) {
        return new DriveFailure(access, target, state, drive, bytes);
    }

    private void closeQuietly() {
        try {
            close();
        } catch (ImageException e) {
            // Nobody waits for this lane any more; its outcome was told.
            return;
        }
    }

    /** An abandoned drive is closed by whoever finds that out and by whoever opened it; the second time nothing is left to close. */
    @Override
    public void close() {
        Optional<DriveChannel> open = channel;
        channel = Optional.empty();
        if (open.isEmpty()) {
            return;
        }
        state.closing();
        try {
            open.get().close();
        } catch (IOException e) {
            throw ImageException.io("close", target.toString(), e);
        } finally {
            state.closed();
        }
    }
}
