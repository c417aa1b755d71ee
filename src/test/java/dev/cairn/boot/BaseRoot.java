package dev.cairn.boot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/** A real Debian 13 root file system, made by the recipe and kept below {@code target} for a week. */
final class BaseRoot {
    private static final Duration KEPT = Duration.ofDays(7);

    private BaseRoot() {}

    static Path debian13(Path repository, Path cache) throws Exception {
        Path recipe = repository.resolve("resources/base-os/debian-13");
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(recipe));
        Path tar = cache.resolve("debian-13-" + HexFormat.of().formatHex(digest).substring(0, 12) + ".tar");
        if (Files.exists(tar) && isFresh(tar)) {
            return tar;
        }
        Tool.require("mmdebstrap", "mmdebstrap");
        Files.createDirectories(cache);
        Tool.run(Duration.ofMinutes(10), "sh", recipe.toString(), tar.toString());
        return tar;
    }

    private static boolean isFresh(Path tar) throws IOException {
        FileTime made = Files.getLastModifiedTime(tar);
        return made.toInstant().isAfter(Instant.now().minus(KEPT));
    }
}
