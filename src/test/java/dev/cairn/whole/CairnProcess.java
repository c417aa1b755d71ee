package dev.cairn.whole;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs {@code ./cairn} of this checkout and keeps what it printed. */
record CairnProcess(int exit, String out, String err) {
    /** Tests run in the folder of their module, {@code src/test}. */
    private static final Path CHECKOUT = Path.of("../..").toAbsolutePath().normalize();

    static CairnProcess run(Duration limit, Path home, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile("cairn", ".out");
        Path err = Files.createTempFile("cairn", ".err");
        List<String> command = new ArrayList<>(List.of(CHECKOUT.resolve("cairn").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("CAIRN_HOME", home.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("cairn " + String.join(" ", arguments) + " still ran after " + limit + ":\n"
                        + Files.readString(err));
            }
            return new CairnProcess(
                    process.exitValue(), Files.readString(out, StandardCharsets.UTF_8), Files.readString(err));
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(out);
    }
}
