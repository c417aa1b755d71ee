package dev.cairn.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a cluster cannot be rebuilt without besides a snapshot: its authorities, its tokens, and the keys that its Secrets are encrypted with. Never
 * logged. Immutable.
 *
 * @param digest SHA-256 over the files in their order: path, 0, length, 0, bytes
 * @param files by path; none where the asker has them
 */
public record ClusterSecrets(String digest, List<File> files) {
    /** Of all files together, in bytes. */
    public static final int MOST_BYTES = 512 << 10;

    /** Checks what came from outside and copies the list. */
    public ClusterSecrets {
        Names.requireDigest("digest", digest);
        files = List.copyOf(files);
        if (files.stream().mapToLong(file -> file.content().length()).sum() > MOST_BYTES * 4L / 3 + 4L * files.size()) {
            throw new IllegalArgumentException("these secrets are more than " + MOST_BYTES + " bytes");
        }
    }

    /**
     * One file.
     *
     * @param path below the folder that the distribution keeps a server's data in
     * @param content base64
     */
    public record File(String path, String content) {
        /** Refuses paths that lead elsewhere. */
        public File {
            if (path.length() > 100 || !path.matches("[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")) {
                throw new IllegalArgumentException("not a path below a folder");
            }
        }

        static File of(String path, byte[] bytes) {
            return new File(path, Base64.getEncoder().encodeToString(bytes));
        }

        /** The content, to be wiped by the caller. */
        public byte[] bytes() {
            return Base64.getDecoder().decode(content);
        }

        @Override
        public String toString() {
            return "File[" + path + "]";
        }
    }

    /** These files, in the order of their paths. */
    public static ClusterSecrets of(Map<String, byte[]> files) {
        Map<String, byte[]> ordered = new TreeMap<>(files);
        return new ClusterSecrets(
                digest(ordered),
                ordered.entrySet().stream()
                        .map(file -> File.of(file.getKey(), file.getValue()))
                        .toList());
    }

    /** The same without the files. */
    public ClusterSecrets known() {
        return new ClusterSecrets(digest, List.of());
    }

    /** Whether the files are those that the digest is of. */
    public boolean matchesDigest() {
        Map<String, byte[]> ordered = new TreeMap<>();
        files.forEach(file -> ordered.put(file.path(), file.bytes()));
        return ordered.size() == files.size() && digest(ordered).equals(digest);
    }

    private static String digest(Map<String, byte[]> ordered) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ordered.forEach((path, bytes) -> {
            all.writeBytes((path + "\0" + bytes.length + "\0").getBytes(StandardCharsets.US_ASCII));
            all.writeBytes(bytes);
        });
        return Digests.sha256Hex(all.toByteArray());
    }

    @Override
    public String toString() {
        return "ClusterSecrets[" + files.size() + " files]";
    }
}
