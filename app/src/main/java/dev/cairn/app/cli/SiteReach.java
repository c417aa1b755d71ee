package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.usecase.kubernetes.KubernetesAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What {@code site reach} does while the way is open: runs a command, or waits until it is ended or the node goes away. */
final class SiteReach {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Common common;
    private final KubernetesAccess access;

    SiteReach(Common common, KubernetesAccess access) {
        this.common = common;
        this.access = access;
    }

    Answer during(List<String> command) {
        common.say("Kubernetes of " + access.site() + " through " + access.node() + ": https://127.0.0.1:"
                + access.port());
        if (command.isEmpty()) {
            common.say("export KUBECONFIG='" + access.kubeconfig() + "'");
            common.say("open until Ctrl+C");
            waitForTheEnd();
            return new Answer(document(), List.of());
        }
        int exit = run(command);
        Map<String, Object> document = document();
        document.put("exit", exit);
        return new Answer(document, List.of(), exit == 0 ? Exit.DONE : Exit.FAILED);
    }

    private Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("site", access.site());
        document.put("node", access.node());
        document.put("kubeconfig", access.kubeconfig().toString());
        document.put("port", access.port());
        return document;
    }

    private void waitForTheEnd() {
        try {
            while (!new CountDownLatch(1).await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!access.isOpen()) {
                    throw ProblemException.of(AppProblem.TUNNEL_BROKEN, "reach", access.node());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What it prints goes to standard error when standard output belongs to the one JSON document. */
    private int run(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        if (common.json) {
            builder.redirectOutput(ProcessBuilder.Redirect.PIPE);
        }
        builder.environment().put("KUBECONFIG", access.kubeconfig().toString());
        try {
            Process process = builder.start();
            if (common.json) {
                process.getInputStream().transferTo(System.err);
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(AppProblem.USAGE, "run", command.getFirst(), "reason", String.valueOf(e.getMessage())),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Exit.FAILED;
        }
    }
}
