package dev.cairn.image.lzma;

/** Takes an xz file apart. One thread, one file. */
final class XzReader {
    private final byte[] xz;
    private final DecisionWriter out = new DecisionWriter();
    private final History history = new History();
    private final LzmaModel model = new LzmaModel(history);
    private final Decision decision = new Decision();
    private int at;

    XzReader(byte[] xz) {
        this.xz = xz;
    }

    byte[] decisions() throws UnknownXzException {
        at = XzHead.bytes(xz);
        out.bytes(xz, 0, at);
        while (chunk()) {
            need(1);
        }
        // The check, the index and the footer stay as they are.
        out.bytes(xz, at, xz.length - at);
        return out.finish();
    }

    private boolean chunk() throws UnknownXzException {
        need(1);
        int control = xz[at++] & 0xff;
        if (!Lzma2Chunk.known(control)) {
            throw new UnknownXzException("control " + control + " at byte " + (at - 1));
        }
        out.oneByte(DecisionText.CHUNK);
        out.oneByte(control);
        if (control == Lzma2Chunk.END) {
            return false;
        }
        need(2);
        out.bytes(xz, at, 2);
        Lzma2Chunk chunk = Lzma2Chunk.of(control, two());
        if (chunk.resetsDictionary() && history.size() > 0) {
            throw new UnknownXzException("a second dictionary at byte " + at);
        }
        if (chunk.stored()) {
            need(chunk.size());
            out.bytes(xz, at, chunk.size());
            history.add(xz, at, chunk.size());
            at += chunk.size();
        } else {
            coded(chunk);
        }
        return true;
    }

    private void coded(Lzma2Chunk chunk) throws UnknownXzException {
        need(2);
        int packed = two() + 1;
        if (chunk.newProperties()) {
            need(1);
            out.oneByte(xz[at]);
            model.properties(xz[at++] & 0xff);
        }
        if (chunk.resetsState()) {
            model.reset();
        }
        if (!model.ready()) {
            throw new UnknownXzException("a chunk without properties at byte " + at);
        }
        need(packed);
        BitReader bits = new BitReader(xz, at, at + packed);
        int end = history.size() + chunk.size();
        while (history.size() < end) {
            model.step(bits, decision);
            out.add(decision);
        }
        at += packed;
        if (history.size() > end || !bits.atEnd()) {
            throw new UnknownXzException("a chunk does not end where it says, at byte " + at);
        }
    }

    private int two() {
        at += 2;
        return (xz[at - 2] & 0xff) << 8 | xz[at - 1] & 0xff;
    }

    private void need(int count) throws UnknownXzException {
        if (count > xz.length - at) {
            throw new UnknownXzException("it ends at byte " + xz.length);
        }
    }
}
