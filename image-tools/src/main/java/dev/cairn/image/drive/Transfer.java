package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;

/** Moves pieces to one drive and looks whether they are there, in portions that suit its pace. One thread. */
final class Transfer {
    /** After so many bytes in a row that have to be written anew nothing more is expected to be in place. */
    private static final int GIVE_UP_BYTES = 8 << 20;
    /** For all drives at once; the area at a drive's end may be a little longer than a mebibyte. */
    private static final ByteBuffer ZEROS =
            Buffers.aligned((1 << 20) + DriveChannel.ALIGNMENT).asReadOnlyBuffer();

    private final WatchedDrive drive;
    private final Path target;
    private final LaneState state;
    private final Progress progress;
    private final BlockWindow.Reader image;
    private final ByteBuffer buffer;
    private final Pace pace = new Pace();
    private final long total;
    private boolean comparing;
    private long differing;
    private long found;
    private long done;

    Transfer(
            WatchedDrive drive,
            Path target,
            LaneState state,
            Progress progress,
            BlockWindow.Reader image,
            ByteBuffer buffer,
            long total) {
        this.drive = drive;
        this.target = target;
        this.state = state;
        this.progress = progress;
        this.image = image;
        this.buffer = buffer;
        this.total = total;
    }

    /** From now on what already stands in its place is not written again. */
    void compare() {
        comparing = true;
    }

    /** Bytes of the image that stood in their place already. */
    long found() {
        return found;
    }

    /** Starts a phase whose progress counts from 0. */
    void begin(String phase) {
        state.phase(phase);
        done = 0;
    }

    /** Writes what is not in its place; true when all of it was. */
    boolean put(Piece piece) {
        // What is found in its place is not looked at again.
        image.wantProof(comparing);
        ByteBuffer content = content(piece);
        boolean inPlace = true;
        for (int at = 0; at < piece.bytes(); ) {
            boolean straight = !comparing && content.isDirect();
            int count = Math.min(straight ? pace.bytes() : throughBuffer(), piece.bytes() - at);
            ByteBuffer portion = content.slice(at, count);
            long offset = piece.offset() + at;
            int same = comparing ? same(portion, offset) : 0;
            if (same < count) {
                inPlace = false;
                write(portion.slice(same, count - same), offset + same);
            }
            compared(same, count, piece.mapped());
            at += count;
            moved(count, piece);
        }
        return inPlace;
    }

    private void compared(int same, int count, boolean mapped) {
        if (comparing) {
            found += mapped ? same : 0;
            differing = (same > 0 ? 0 : differing) + count - same;
            comparing = differing < GIVE_UP_BYTES;
        }
    }

    /** How many bytes from the start on are in place, in whole 4 KiB unless it is all of them. */
    private int same(ByteBuffer portion, long offset) {
        read(portion.remaining(), offset);
        int first = portion.mismatch(buffer);
        return first < 0 ? portion.remaining() : first / DriveChannel.ALIGNMENT * DriveChannel.ALIGNMENT;
    }

    /** Reads back and compares with what matches its digest. */
    void check(Piece piece) {
        image.wantProof(true);
        ByteBuffer content = content(piece);
        for (int at = 0; at < piece.bytes(); ) {
            int count = Math.min(throughBuffer(), piece.bytes() - at);
            read(count, piece.offset() + at);
            int first = content.slice(at, count).mismatch(buffer);
            if (first >= 0) {
                // What was written came from an earlier reading of the image: that may have gone wrong.
                if (piece instanceof Piece.Shared shared) {
                    image.requireUnchanged(shared.index());
                }
                throw readBackFailed(piece.place(piece.offset() + at + first));
            }
            at += count;
            moved(count, piece);
        }
    }

    private int throughBuffer() {
        return Math.min(pace.bytes(), buffer.capacity());
    }

    private void write(ByteBuffer portion, long offset) {
        ByteBuffer source = portion;
        if (!portion.isDirect()) {
            source = buffer.clear().put(portion).flip();
        }
        int count = source.remaining();
        long before = state.now();
        drive.write(source, offset);
        pace.took(count, state.now() - before);
    }

    private void read(int count, long offset) {
        buffer.clear().limit(count);
        long before = state.now();
        drive.read(buffer, offset);
        pace.took(count, state.now() - before);
        buffer.flip();
    }

    private ByteBuffer content(Piece piece) {
        return switch (piece) {
            case Piece.Shared shared -> image.block(shared.index());
            case Piece.Own own ->
                ByteBuffer.wrap(own.content(), own.from(), own.bytes()).slice();
            case Piece.Zeros zeros -> ZEROS.slice(0, zeros.bytes());
        };
    }

    private void moved(int count, Piece piece) {
        if (piece.mapped()) {
            done += count;
        }
        state.check();
        progress.step(state.phase(), target.toString(), Math.min(done, total), total);
    }

    private ImageException readBackFailed(Piece.Place place) {
        return new ImageException(
                ImageProblem.READ_BACK_FAILED,
                "verify",
                target.toString(),
                Map.of("offset", Long.toString(place.offset()), "partition", place.partition()));
    }
}
