package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Looks through every file of a folder for a secret, in each form in which it could have been written down. */
final class Traces {
    private Traces() {}

    /** The files that hold it. */
    static List<String> of(byte[] secret, Path folder) throws Exception {
        assertThat(secret).as("enough to be found by no chance").hasSizeGreaterThanOrEqualTo(16);
        String hex = HexFormat.of().formatHex(secret);
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(secret);
        List<String> forms = List.of(
                new String(secret, StandardCharsets.ISO_8859_1),
                hex,
                hex.toUpperCase(Locale.ROOT),
                base64,
                Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                forms.stream().filter(content::contains).forEach(form -> found.add(file + " holds " + form.length()));
            }
        }
        return found;
    }
}
