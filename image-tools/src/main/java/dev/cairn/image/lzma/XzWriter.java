package dev.cairn.image.lzma;

import java.io.ByteArrayOutputStream;

/** Puts an xz file together from its decisions. One thread, one file. */
final class XzWriter {
    private static final int MOST_PACKED = 1 << 16;

    private final byte[] decisions;
    private final DecisionReader in;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 18);
    private final History history = new History();
    private final LzmaModel model = new LzmaModel(history);
    private final Decision decision = new Decision();

    XzWriter(byte[] decisions) {
        this.decisions = decisions;
        this.in = new DecisionReader(decisions);
    }

    byte[] xz() throws UnknownXzException {
        copy(XzHead.bytes(decisions));
        while (chunk()) {
            if (out.size() > History.MAX_BYTES) {
                throw new UnknownXzException("more than " + History.MAX_BYTES + " bytes");
            }
        }
        copy(decisions.length - in.at());
        return out.toByteArray();
    }

    private boolean chunk() throws UnknownXzException {
        int tag = in.oneByte();
        int control = in.oneByte();
        if (tag != DecisionText.CHUNK || !Lzma2Chunk.known(control)) {
            throw new UnknownXzException("no chunk at byte " + (in.at() - 2));
        }
        out.write(control);
        if (control == Lzma2Chunk.END) {
            return false;
        }
        int size = in.at();
        copy(2);
        Lzma2Chunk chunk = Lzma2Chunk.of(control, (decisions[size] & 0xff) << 8 | decisions[size + 1] & 0xff);
        if (chunk.stored()) {
            history.add(decisions, copy(chunk.size()), chunk.size());
        } else {
            coded(chunk);
        }
        return true;
    }

    private void coded(Lzma2Chunk chunk) throws UnknownXzException {
        int properties = chunk.newProperties() ? in.oneByte() : -1;
        if (properties >= 0) {
            model.properties(properties);
        }
        if (chunk.resetsState()) {
            model.reset();
        }
        if (!model.ready()) {
            throw new UnknownXzException("a chunk without properties at byte " + in.at());
        }
        BitWriter bits = new BitWriter();
        int end = history.size() + chunk.size();
        while (history.size() < end) {
            in.next(decision);
            model.step(bits, decision);
        }
        byte[] packed = bits.finish();
        if (history.size() > end || packed.length > MOST_PACKED) {
            throw new UnknownXzException("a chunk is too long at byte " + in.at());
        }
        out.write(packed.length - 1 >> 8);
        out.write(packed.length - 1);
        if (properties >= 0) {
            out.write(properties);
        }
        out.writeBytes(packed);
    }

    /** Copies bytes as they are and answers where they stood. */
    private int copy(int count) throws UnknownXzException {
        int from = in.skip(count);
        out.write(decisions, from, count);
        return from;
    }
}
