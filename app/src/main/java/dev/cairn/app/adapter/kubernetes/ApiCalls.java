package dev.cairn.app.adapter.kubernetes;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GET requests of one look, each and all together within their limits. To be used by one thread. */
final class ApiCalls {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PHASE = "workloads";
    private static final int GONE = 410;

    private final HttpClient http;
    private final int port;
    private final String node;
    private final ApiLimits limits;
    private final long end;

    ApiCalls(HttpClient http, int port, String node, ApiLimits limits) {
        this.http = http;
        this.port = port;
        this.node = node;
        this.limits = limits;
        this.end = System.nanoTime() + limits.look().toNanos();
    }

    /** The answer's document; null where the server has forgotten the list that {@code target} goes on with (410 Gone). */
    @Nullable
    JsonNode get(String target) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + target))
                .header("Accept", "application/json")
                .header("Accept-Encoding", "gzip")
                .GET()
                .build();
        HttpResponse<byte[]> answer = sent(request);
        return switch (answer.statusCode()) {
            case 200 -> document(answer, target);
            case GONE -> null;
            case 401, 403 -> throw refused(AppProblem.KUBERNETES_REFUSED, answer);
            case 429, 500, 502, 503, 504 -> throw refused(AppProblem.KUBERNETES_UNAVAILABLE, answer);
            default -> throw nonsense("HTTP " + answer.statusCode() + " for " + target);
        };
    }

    ProblemException nonsense(String reason) {
        return ProblemException.of(AppProblem.KUBERNETES_ANSWER_INVALID, PHASE, node, "reason", reason);
    }

    private HttpResponse<byte[]> sent(HttpRequest request) {
        long wait = Math.min(limits.request().toNanos(), end - System.nanoTime());
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), limits.bytes()));
        try {
            return answer.get(Math.max(1, wait), TimeUnit.NANOSECONDS);
        } catch (TimeoutException silent) {
            answer.cancel(true);
            throw ProblemException.of(
                    AppProblem.KUBERNETES_SILENT,
                    PHASE,
                    node,
                    "seconds",
                    limits.request().toSeconds());
        } catch (ExecutionException failed) {
            throw translated(failed.getCause() == null ? failed : failed.getCause());
        } catch (InterruptedException interrupted) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw ProblemException.of(AppProblem.CANCELLED, PHASE, node);
        }
    }

    private ProblemException translated(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof CertificateException || at instanceof CertPathValidatorException) {
                return problem(AppProblem.KUBERNETES_UNTRUSTED, ApiText.of(String.valueOf(at.getMessage())), failure);
            }
        }
        String reason = ApiText.of(failure.getMessage() == null ? failure.toString() : failure.getMessage());
        boolean tooLong = reason.contains("exceeds capacity");
        return problem(
                tooLong ? AppProblem.KUBERNETES_ANSWER_INVALID : AppProblem.KUBERNETES_UNAVAILABLE,
                tooLong ? "an answer of more than " + limits.bytes() + " bytes" : reason,
                failure);
    }

    private ProblemException problem(AppProblem code, String reason, Throwable cause) {
        return new ProblemException(Problem.of(code, PHASE, node, "reason", reason), cause);
    }

    /** A refusal carries a Status object that says why (API conventions, "Response Status Kind"). */
    private ProblemException refused(AppProblem code, HttpResponse<byte[]> answer) {
        String why = "";
        try {
            why = JSON.readTree(unpacked(answer)).path("message").asString("");
        } catch (JacksonException | IOException unreadable) {
            // What a proxy or a server that only starts says instead is no reason for people.
        }
        String reason = ApiText.of(why);
        return ProblemException.of(
                code, PHASE, node, "reason", "HTTP " + answer.statusCode() + (reason.isEmpty() ? "" : ", " + reason));
    }

    private JsonNode document(HttpResponse<byte[]> answer, String target) {
        try {
            return JSON.readTree(unpacked(answer));
        } catch (JacksonException | IOException unreadable) {
            throw nonsense("no JSON for " + target);
        }
    }

    private byte[] unpacked(HttpResponse<byte[]> answer) throws IOException {
        if (!answer.headers().firstValue("content-encoding").orElse("").equalsIgnoreCase("gzip")) {
            return answer.body();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            byte[] bytes = in.readNBytes(limits.bytes() + 1);
            if (bytes.length > limits.bytes()) {
                throw nonsense("an answer of more than " + limits.bytes() + " bytes");
            }
            return bytes;
        }
    }
}
