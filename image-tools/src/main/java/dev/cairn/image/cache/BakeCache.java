package dev.cairn.image.cache;

import dev.cairn.image.ImageException;
import dev.cairn.image.Sha256;
import dev.cairn.image.StagedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A bounded folder of entries that can be lost at any time without harm. An entry begins with the SHA-256 of what follows, is forced to
 * the disk before it gets its name, and counts as absent when it is damaged; the ones unused for longest go first. Thread-safe.
 */
public final class BakeCache {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final int DIGEST_BYTES = 32;
    private static final int MAX_ENTRY = 256 << 20;

    private final Path folder;
    private final long maxBytes;
    private final InstantSource clock;

    /** {@code clock} dates the use of entries. */
    public BakeCache(Path folder, long maxBytes, InstantSource clock) {
        this.folder = folder;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /** The entry of a key (64 hexadecimal digits), or empty; notes that it was used. */
    public Optional<byte[]> get(String key) {
        Optional<byte[]> entry = peek(key);
        try {
            if (entry.isPresent()) {
                Files.setLastModifiedTime(file(key), FileTime.from(clock.instant()));
            }
            return entry;
        } catch (NoSuchFileException pruned) {
            return entry;
        } catch (IOException e) {
            throw ImageException.io("cache", file(key).toString(), e);
        }
    }

    /** Like {@link #get}, but leaves everything as it is. */
    public Optional<byte[]> peek(String key) {
        Path file = file(key);
        try {
            if (Files.size(file) > MAX_ENTRY) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length < DIGEST_BYTES) {
                return Optional.empty();
            }
            byte[] entry = Arrays.copyOfRange(bytes, DIGEST_BYTES, bytes.length);
            return Arrays.equals(Sha256.start().digest(entry), 0, DIGEST_BYTES, bytes, 0, DIGEST_BYTES)
                    ? Optional.of(entry)
                    : Optional.empty();
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException e) {
            throw ImageException.io("cache", file.toString(), e);
        }
    }

    /** Keeps an entry and drops what then exceeds the bound. */
    public void put(String key, byte[] entry) {
        Path file = file(key);
        MessageDigest digest = Sha256.start();
        try (StagedFile staged = StagedFile.create(file)) {
            write(staged, ByteBuffer.wrap(digest.digest(entry)));
            write(staged, ByteBuffer.wrap(entry));
            staged.commit();
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            prune();
        } catch (IOException e) {
            throw ImageException.io("cache", file.toString(), e);
        }
    }

    private void prune() throws IOException {
        record Entry(Path file, long bytes, FileTime used) {}
        List<Entry> entries = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(
                            path -> KEY.matcher(path.getFileName().toString()).matches())
                    .toList()) {
                try {
                    entries.add(new Entry(file, Files.size(file), Files.getLastModifiedTime(file)));
                } catch (NoSuchFileException gone) {
                    // Another process prunes too.
                    continue;
                }
            }
        }
        long bytes = entries.stream().mapToLong(Entry::bytes).sum();
        entries.sort(Comparator.comparing(Entry::used).thenComparing(Entry::file));
        for (Entry entry : entries) {
            if (bytes <= maxBytes) {
                return;
            }
            Files.deleteIfExists(entry.file());
            bytes -= entry.bytes();
        }
    }

    private static void write(StagedFile staged, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            staged.channel().write(bytes);
        }
    }

    private Path file(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        return folder.resolve(key);
    }
}
