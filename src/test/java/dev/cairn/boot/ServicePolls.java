package dev.cairn.boot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Somebody on the LAN who uses a site's workload: asks every node at once, once a second, and is content with the first good answer. A
 * program of its own, as it stays there when the laptop leaves; it writes a line for each round.
 *
 * @param rounds how often it asked
 * @param silent in how many rounds no node answered
 * @param silentInARow the most of them one after the other
 * @param longest until an answer, of the rounds that had one
 * @param answers what was answered, each once
 */
record ServicePolls(long rounds, long silent, long silentInARow, Duration longest, List<String> answers) {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** An emulated node that is busy answers late; one that restarts is away for much longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String SILENCE = "silence";

    /** Arguments: the addresses to ask. */
    public static void main(String[] addresses) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (true) {
            long began = System.nanoTime();
            String answer = first(client, addresses).join();
            long took = System.nanoTime() - began;
            System.out.printf(Locale.ROOT, "%d %s%n", TimeUnit.NANOSECONDS.toMillis(took), answer);
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos() - took);
        }
    }

    private static CompletableFuture<String> first(HttpClient client, String... addresses) {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<?>[] all = Stream.of(addresses)
                .map(address -> client.sendAsync(
                                HttpRequest.newBuilder(URI.create(address))
                                        .timeout(PATIENCE)
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .handle((answer, away) ->
                                away == null && answer.statusCode() == 200 && first.complete(answer.body())))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).thenRun(() -> first.complete(SILENCE));
        return first;
    }

    /** What such a program wrote so far, from the first answer on. */
    static ServicePolls read(Path log) throws IOException {
        List<String[]> lines = Files.exists(log)
                ? Files.readString(log)
                        .lines()
                        .map(line -> line.split(" ", 2))
                        .filter(words -> words.length == 2)
                        .toList()
                : List.of();
        long silent = 0;
        long row = 0;
        long most = 0;
        long longest = 0;
        for (String[] words : lines) {
            boolean isSilent = words[1].equals(SILENCE);
            row = isSilent ? row + 1 : 0;
            silent += isSilent ? 1 : 0;
            most = Math.max(most, row);
            longest = isSilent ? longest : Math.max(longest, Long.parseLong(words[0]));
        }
        return new ServicePolls(
                lines.size(),
                silent,
                most,
                Duration.ofMillis(longest),
                lines.stream()
                        .map(words -> words[1])
                        .filter(answer -> !answer.equals(SILENCE))
                        .distinct()
                        .toList());
    }
}
