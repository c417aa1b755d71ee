package dev.cairn.app.usecase.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the version that a k3s executable carries in itself (k3s-io/k3s, pkg/version): nothing foreign is run to ask it. Stateless. */
final class K3sVersion {
    private static final Pattern VERSION = Pattern.compile("v1\\.\\d{1,3}\\.\\d{1,3}(?:-rc\\d{1,2})?\\+k3s\\d{1,2}");
    private static final int PIECE = 1 << 20;
    private static final int OVERLAP = 64;

    private K3sVersion() {}

    /** For example {@code v1.34.1+k3s1}; nothing if the file has no such text. */
    static Optional<String> in(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            String tail = "";
            while (true) {
                byte[] piece = in.readNBytes(PIECE);
                String text = tail + new String(piece, StandardCharsets.ISO_8859_1);
                Matcher found = VERSION.matcher(text);
                if (found.find()) {
                    return Optional.of(found.group());
                }
                if (piece.length < PIECE) {
                    return Optional.empty();
                }
                tail = text.substring(text.length() - OVERLAP);
            }
        }
    }
}
