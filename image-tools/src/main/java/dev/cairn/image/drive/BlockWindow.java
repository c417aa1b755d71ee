package dev.cairn.image.drive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The image blocks that lanes are at, each read once for all who want it while it is here. It holds a bounded number of blocks and gives up
 * the one that will be wanted last, so a lane that fell behind reads again by itself and holds nobody up. Blocks to compare a drive with are
 * held against their digests where they stand; blocks that are only written are not (see the decision record digests-when-reading-back).
 * Guarded by its own monitor.
 */
final class BlockWindow implements AutoCloseable {
    /** 16 lanes may each hold a block; the others are read ahead. */
    static final int BLOCKS = 18;

    private static final int AHEAD = 3;
    /** One thread hashes about as fast as a good SSD reads: a second one keeps up. */
    private static final int THREADS = 2;

    private final CheckedImage image;
    private final List<ImageBlock> blocks;
    private final Buffers buffers;
    private final BlockSums sums;
    private final Map<Integer, Held> held = new HashMap<>();
    private final Set<Reader> readers = new HashSet<>();
    private final List<Thread> ahead;
    private boolean closed;

    /** A block in memory, or on its way there. */
    private static final class Held {
        private final ByteBuffer buffer;
        private volatile boolean ready;
        private volatile boolean hashed;
        private int pins = 1;

        Held(ByteBuffer buffer) {
            this.buffer = buffer;
        }
    }

    /** One lane's place in the image. */
    final class Reader implements AutoCloseable {
        private int at;
        private volatile boolean proof;
        private Optional<Held> pinned = Optional.empty();

        /** The block's bytes, which stay as they are until the next call; they match their digests if {@link #wantProof} said so. */
        ByteBuffer block(int index) {
            release(this);
            return pin(this, index);
        }

        /** Throws when the block that {@link #block} gave is not the one that was written from. */
        void requireUnchanged(int index) {
            pinned.ifPresent(block -> BlockWindow.this.requireUnchanged(index, block.buffer));
        }

        /** Whether blocks from the next one on must match their digests. */
        void wantProof(boolean wanted) {
            proof = wanted;
        }

        /** The thread of this lane is stuck in a call that uses the block: nobody else may get that memory. */
        void abandon() {
            BlockWindow.this.abandon(this);
        }

        @Override
        public void close() {
            BlockWindow.this.leave(this);
        }
    }

    BlockWindow(CheckedImage image, List<ImageBlock> blocks, Buffers buffers) {
        this.image = image;
        this.blocks = blocks;
        this.buffers = buffers;
        this.sums = new BlockSums(blocks.size());
        this.ahead = IntStream.rangeClosed(1, THREADS)
                .mapToObj(number -> Thread.ofPlatform()
                        .daemon()
                        .name("image-reader-" + number)
                        .unstarted(this::readAhead))
                .toList();
    }

    void start() {
        ahead.forEach(Thread::start);
    }

    synchronized Reader reader() {
        Reader reader = new Reader();
        readers.add(reader);
        return reader;
    }

    private ByteBuffer pin(Reader reader, int index) {
        Held mine;
        synchronized (this) {
            reader.at = index;
            notifyAll();
            while (true) {
                Held found = held.get(index);
                if (found != null && found.ready) {
                    found.pins++;
                    mine = found;
                    break;
                }
                Optional<Held> room = found == null ? makeRoom(index, Integer.MAX_VALUE) : Optional.empty();
                if (room.isPresent()) {
                    mine = room.get();
                    break;
                }
                pause();
            }
        }
        if (!mine.ready) {
            fill(index, mine, reader.proof);
        }
        // A lane that only writes may have brought the block here.
        if (!mine.hashed && reader.proof) {
            image.check(blocks.get(index), mine.buffer.duplicate());
            mine.hashed = true;
        }
        synchronized (this) {
            reader.pinned = Optional.of(mine);
            return mine.buffer.duplicate();
        }
    }

    private void pause() {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ImageException(ImageProblem.CANCELLED, "read", image.element(), Map.of(), e);
        }
    }

    /** A place for a block, where need be that of another block which will be wanted later than {@code distance} blocks from now. */
    private Optional<Held> makeRoom(int index, int distance) {
        if (held.size() >= BLOCKS) {
            int latest = -1;
            int farthest = distance == Integer.MAX_VALUE ? -1 : distance;
            for (Map.Entry<Integer, Held> entry : held.entrySet()) {
                int next = nextUse(entry.getKey());
                if (entry.getValue().pins == 0 && next > farthest) {
                    farthest = next;
                    latest = entry.getKey();
                }
            }
            Held evicted = held.remove(latest);
            if (evicted == null) {
                return Optional.empty();
            }
            buffers.giveBack(evicted.buffer);
        }
        Held made = new Held(buffers.take());
        held.put(index, made);
        return Optional.of(made);
    }

    /** How many blocks the nearest lane that has yet to come here is away. */
    private int nextUse(int index) {
        int nearest = Integer.MAX_VALUE;
        for (Reader reader : readers) {
            if (reader.at <= index) {
                nearest = Math.min(nearest, index - reader.at);
            }
        }
        return nearest;
    }

    private void fill(int index, Held block, boolean hash) {
        boolean read = false;
        try {
            if (hash) {
                image.readChecked(blocks.get(index), block.buffer);
            } else {
                image.read(blocks.get(index), block.buffer);
                requireUnchanged(index, block.buffer);
            }
            read = true;
        } finally {
            synchronized (this) {
                block.ready = read;
                block.hashed = hash;
                if (!read) {
                    held.remove(index);
                    buffers.giveBack(block.buffer);
                }
                notifyAll();
            }
        }
    }

    private void requireUnchanged(int index, ByteBuffer block) {
        if (!sums.isAsBefore(index, block)) {
            throw image.changed(blocks.get(index).ranges().getFirst());
        }
    }

    private synchronized void release(Reader reader) {
        reader.pinned.ifPresent(block -> block.pins--);
        reader.pinned = Optional.empty();
        notifyAll();
    }

    private synchronized void abandon(Reader reader) {
        // Others that are at the block go on with it; it is forgotten and not lent again.
        if (readers.remove(reader) && reader.pinned.isPresent() && held.values().remove(reader.pinned.get())) {
            buffers.lost();
        }
        reader.pinned = Optional.empty();
        notifyAll();
    }

    private synchronized void leave(Reader reader) {
        release(reader);
        readers.remove(reader);
    }

    private void readAhead() {
        while (true) {
            int index;
            Held block;
            boolean hash;
            synchronized (this) {
                OptionalInt next = closed ? OptionalInt.empty() : wanted();
                Optional<Held> room =
                        next.isPresent() ? makeRoom(next.getAsInt(), nextUse(next.getAsInt())) : Optional.empty();
                if (closed) {
                    return;
                }
                if (room.isEmpty()) {
                    pause();
                    continue;
                }
                index = next.getAsInt();
                block = room.get();
                hash = readers.stream().anyMatch(reader -> reader.proof && reader.at <= next.getAsInt());
            }
            try {
                fill(index, block, hash);
                unpin(block);
            } catch (RuntimeException e) {
                // Whoever comes to this block reads it again and reports; nobody waits for it.
                forgetUntilReached(index);
            }
        }
    }

    private synchronized void unpin(Held block) {
        block.pins--;
        notifyAll();
    }

    private synchronized void forgetUntilReached(int index) {
        int before = nextUse(index);
        while (!closed && !readers.isEmpty() && nextUse(index) == before) {
            pause();
        }
    }

    /** The missing block that a lane will need soonest; of two equally near ones that of the leading lane. */
    private OptionalInt wanted() {
        for (int distance = 1; distance <= AHEAD; distance++) {
            int best = -1;
            for (Reader reader : readers) {
                int index = reader.at + distance;
                if (index < blocks.size() && index > best && !held.containsKey(index)) {
                    best = index;
                }
            }
            if (best >= 0) {
                return OptionalInt.of(best);
            }
        }
        return OptionalInt.empty();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            for (Thread thread : ahead) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
