package dev.cairn.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in lower-case hexadecimal, as every manifest writes it. Stateless. */
public final class Sha256 {
    /** Never fed, only copied: to look the algorithm up takes longer than to hash a name. */
    private static final MessageDigest FRESH = lookUp();

    private Sha256() {}

    public static MessageDigest start() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException e) {
            return lookUp();
        }
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }

    public static String of(byte[] bytes) {
        return hex(start().digest(bytes));
    }

    /** Reads the whole file. */
    public static String of(Path file) throws IOException {
        MessageDigest digest = start();
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        }
        return finish(digest);
    }

    /** Finishes {@code digest}, which may be used again afterwards. */
    public static String finish(MessageDigest digest) {
        return hex(digest.digest());
    }

    public static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
