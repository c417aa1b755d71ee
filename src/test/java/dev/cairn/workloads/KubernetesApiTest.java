package dev.cairn.workloads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.adapter.kubernetes.ApiLimits;
import dev.cairn.app.adapter.kubernetes.HttpKubernetesApi;
import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.kubernetes.ClusterContents;
import dev.cairn.app.domain.kubernetes.ClusterNode;
import dev.cairn.app.domain.kubernetes.PodTrouble;
import dev.cairn.app.domain.kubernetes.Workload;
import dev.cairn.app.domain.kubernetes.WorkloadKind;
import dev.cairn.standin.process.PlayedApi;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KubernetesApiTest {
    private static final String PODS = "/api/v1/pods";
    private static final String DEPLOYMENTS = "/apis/apps/v1/deployments";
    private static final ApiLimits GENEROUS =
            new ApiLimits(Duration.ofMinutes(1), Duration.ofMinutes(3), 3, 50, 1 << 20);
    private static final ApiLimits IMPATIENT =
            new ApiLimits(Duration.ofSeconds(1), Duration.ofMinutes(3), 3, 50, 1 << 20);

    @TempDir
    Path folder;

    private PlayedApi api;

    @BeforeEach
    void open() throws IOException {
        api = new PlayedApi(folder);
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void readsWorkloadsOfEachKindWithDefaultsWhereKubernetesLeavesThemOut() {
        api.hold(DEPLOYMENTS, """
                {"metadata":{"name":"till","namespace":"shop"},"spec":{"replicas":3},"status":{"readyReplicas":2}}""", """
                {"metadata":{"name":"api","namespace":"shop"},"spec":{},"status":{}}""");
        api.hold("/apis/apps/v1/statefulsets", """
                {"metadata":{"name":"db","namespace":"shop"},"spec":{"replicas":1},"status":{"readyReplicas":1}}""");
        api.hold("/apis/apps/v1/daemonsets", """
                {"metadata":{"name":"cni","namespace":"kube-system"},"spec":{},
                 "status":{"desiredNumberScheduled":3,"numberReady":3}}""");
        assertThat(read().workloads())
                .containsExactly(
                        new Workload(WorkloadKind.DAEMON_SET, "kube-system", "cni", 3, 3),
                        new Workload(WorkloadKind.DEPLOYMENT, "shop", "api", 1, 0),
                        new Workload(WorkloadKind.STATEFUL_SET, "shop", "db", 1, 1),
                        new Workload(WorkloadKind.DEPLOYMENT, "shop", "till", 3, 2));
        assertThat(read().unwell()).isEqualTo(2);
    }

    @Test
    void readsNodesWithWhyTheyAreNotReadyAndWhetherTheyTakeWork() {
        api.hold("/api/v1/nodes", """
                {"metadata":{"name":"b"},"spec":{"unschedulable":true},"status":{"conditions":[
                  {"type":"MemoryPressure","status":"False"},{"type":"Ready","status":"True","reason":"KubeletReady"}],
                  "nodeInfo":{"kubeletVersion":"v1.34.1+k3s1"}}}""", """
                {"metadata":{"name":"a"},"spec":{},"status":{"conditions":[{"type":"Ready","status":"Unknown",
                  "reason":"NodeStatusUnknown","message":"Kubelet stopped posting node status."}]}}""", """
                {"metadata":{"name":"c"}}""");
        assertThat(read().nodes())
                .containsExactly(
                        new ClusterNode("a", false, "Kubelet stopped posting node status.", true, ""),
                        new ClusterNode("b", true, "", false, "v1.34.1+k3s1"),
                        new ClusterNode("c", false, "it has told nothing yet", true, ""));
        assertThat(read().readyNodes()).isEqualTo(1);
    }

    @Test
    void tellsOfPodsThatDoNotRunInKubernetesOwnWords() {
        api.hold(
                PODS,
                pod("well", """
                        "phase":"Running","conditions":[{"type":"Ready","status":"True"}]"""),
                pod("done", """
                        "phase":"Succeeded\""""),
                pod("loops", """
                        "phase":"Running","conditions":[{"type":"Ready","status":"False","reason":"ContainersNotReady"}],
                        "containerStatuses":[{"restartCount":7,"state":{"waiting":{"reason":"CrashLoopBackOff",
                        "message":"back-off 5m0s restarting failed container"}}}]"""),
                pod("unready", """
                        "phase":"Running","conditions":[{"type":"Ready","status":"False","reason":"ContainersNotReady",
                        "message":"containers with unready status: [web]"}],
                        "containerStatuses":[{"restartCount":0,"state":{"running":{}}}]"""),
                pod("no-place", """
                        "phase":"Pending","conditions":[{"type":"PodScheduled","status":"False","reason":"Unschedulable",
                        "message":"0/3 nodes are available"}]"""),
                pod("no-image", """
                        "phase":"Pending","initContainerStatuses":[{"state":{"waiting":{"reason":"ImagePullBackOff"}}}],
                        "containerStatuses":[{"restartCount":0,"state":{"waiting":{"reason":"PodInitializing"}}}]"""),
                pod("evicted", """
                        "phase":"Failed","reason":"Evicted","message":"The node was low on resource: memory.\""""),
                pod("killed", """
                        "phase":"Failed","containerStatuses":[{"restartCount":1,"state":{"terminated":{"exitCode":137,
                        "reason":"OOMKilled"}}}]"""),
                """
                {"metadata":{"name":"goes","namespace":"shop","deletionTimestamp":"2026-08-14T02:11:58Z"},
                 "spec":{"nodeName":"n1"},"status":{"phase":"Running"}}""",
                pod("lost", """
                        "phase":"Unknown","reason":"NodeLost\""""));
        assertThat(read().troubles())
                .containsExactly(
                        trouble("evicted", "Evicted", "The node was low on resource: memory.", 0),
                        trouble("goes", "Terminating", "", 0),
                        trouble("killed", "OOMKilled", "", 1),
                        trouble("loops", "CrashLoopBackOff", "back-off 5m0s restarting failed container", 7),
                        trouble("lost", "NodeLost", "", 0),
                        trouble("no-image", "ImagePullBackOff", "", 0),
                        trouble("no-place", "Unschedulable", "0/3 nodes are available", 0),
                        trouble("unready", "ContainersNotReady", "containers with unready status: [web]", 0));
    }

    @Test
    void goesOnFromPageToPageUntilThereIsNoMore() {
        api.hold(DEPLOYMENTS, deployments(8));
        assertThat(read().workloads()).hasSize(8);
        assertThat(api.asked().stream().filter(uri -> uri.getPath().equals(DEPLOYMENTS)))
                .extracting(uri -> String.valueOf(uri.getRawQuery()))
                .hasSize(3)
                .allMatch(query -> query.startsWith("limit=3"))
                .satisfies(queries -> assertThat(queries.get(1)).contains("&continue="));
    }

    @Test
    void aListThatTheServerForgotMeanwhileIsBegunOnceMore() {
        api.hold(DEPLOYMENTS, deployments(5));
        AtomicInteger forgotten = new AtomicInteger();
        api.misbehave(exchange -> String.valueOf(exchange.getRequestURI()).contains("continue=")
                && forgotten.getAndIncrement() == 0
                && PlayedApi.refuse(exchange, 410, "The provided continue parameter is too old"));
        assertThat(read().workloads()).hasSize(5);
        api.misbehave(exchange -> String.valueOf(exchange.getRequestURI()).contains("continue=")
                && PlayedApi.refuse(exchange, 410, "The provided continue parameter is too old"));
        refused(AppProblem.KUBERNETES_ANSWER_INVALID, "went away twice");
    }

    @Test
    void listsThatDoNotEndAreRefused() {
        api.hold(DEPLOYMENTS, deployments(60));
        refused(AppProblem.KUBERNETES_ANSWER_INVALID, "does not end");
        api.misbehave(exchange -> PlayedApi.say(exchange, 200, """
                {"kind":"NodeList","metadata":{"continue":"again"},"items":[]}"""));
        refused(AppProblem.KUBERNETES_ANSWER_INVALID, "does not end");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ok",
                "<html><body>Welcome to the router</body></html>",
                "[]",
                "{}",
                "{\"items\":{}}",
                "{\"items\":[7]}",
                "{\"items\":[{\"metadata\":{\"name\":7}}]}",
                "{\"items\":[{\"metadata\":{\"name\":\"\"}}]}",
                "{\"items\":[{\"metadata\":{\"name\":\"n\"}"
            })
    void nonsenseIsSaidToBeNonsense(String body) {
        api.misbehave(exchange -> PlayedApi.say(exchange, 200, body));
        refused(AppProblem.KUBERNETES_ANSWER_INVALID, "nodes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "\"three\"", "1e99", "3.5"})
    void aNumberOfPodsThatIsNoneIsNonsense(String replicas) {
        api.hold(DEPLOYMENTS, "{\"metadata\":{\"name\":\"till\"},\"spec\":{\"replicas\":" + replicas + "}}");
        refused(AppProblem.KUBERNETES_ANSWER_INVALID, "deployments");
    }

    @Test
    void anAnswerThatIsTooLargeIsRefusedAlsoWhenItIsPacked() {
        api.hold(DEPLOYMENTS, "{\"metadata\":{\"name\":\"" + "a".repeat(2 << 20) + "\"}}");
        refused(AppProblem.KUBERNETES_ANSWER_INVALID, "more than 1048576 bytes");
        api.misbehave(exchange -> PlayedApi.say(exchange, 200, " ".repeat(2 << 20)));
        refused(AppProblem.KUBERNETES_ANSWER_INVALID, "more than 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusalCarriesItsReason(int status) {
        api.misbehave(exchange -> PlayedApi.refuse(exchange, status, "nodes is forbidden"));
        refused(AppProblem.KUBERNETES_REFUSED, "HTTP " + status + ", nodes is forbidden");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void oneThatIsBusyOrStartingIsNotAvailableNow(int status) {
        api.misbehave(exchange -> PlayedApi.say(exchange, status, "apiserver not ready"));
        refused(AppProblem.KUBERNETES_UNAVAILABLE, "HTTP " + status);
    }

    @Test
    void aServerThatSaysNothingOrStopsInTheMiddleMeetsATimeLimit() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        try {
            api.misbehave(exchange -> {
                await(over);
                return true;
            });
            silent();
            api.misbehave(exchange -> {
                exchange.sendResponseHeaders(200, 100);
                exchange.getResponseBody().write("{\"items\":".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
                await(over);
                return true;
            });
            silent();
        } finally {
            over.countDown();
        }
    }

    @Test
    void whereNobodyListensItIsNotAvailable() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        expect(
                () -> new HttpKubernetesApi(GENEROUS).read("node-1", api.kubeconfig(), port),
                AppProblem.KUBERNETES_UNAVAILABLE,
                reason -> assertThat(reason).isNotBlank());
    }

    @Test
    void aServerOfAnotherClusterIsNotBelieved() throws IOException {
        try (PlayedApi other = new PlayedApi(folder.resolve("other"))) {
            expect(
                    () -> new HttpKubernetesApi(GENEROUS).read("node-1", api.kubeconfig(), other.port()),
                    AppProblem.KUBERNETES_UNTRUSTED,
                    reason -> assertThat(reason).isNotBlank());
            assertThat(other.asked()).as("it heard nothing").isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "kind: Config", "a: [", "clusters: []\nusers: []", "clusters: [{cluster: {}}]"})
    void aKubeconfigThatNamesNoCertificatesIsRefused(String kubeconfig) {
        expect(
                () -> new HttpKubernetesApi(GENEROUS).read("node-1", kubeconfig, api.port()),
                AppProblem.NODE_ANSWER_INVALID,
                reason -> assertThat(reason).isNotBlank());
    }

    @Test
    void wordsFromElsewhereAreMadeFitForATerminal() {
        api.hold(
                PODS,
                pod(
                        "odd",
                        "\"phase\":\"Failed\",\"reason\":\"Evi\\u001b[31mcted\",\"message\":\"a\\r\\nb"
                                + "c".repeat(900) + "\""));
        PodTrouble odd = read().troubles().getFirst();
        assertThat(odd.reason()).isEqualTo("Evi [31mcted");
        assertThat(odd.message()).startsWith("a bccc").hasSize(400).endsWith("…");
    }

    private ClusterContents read() {
        return new HttpKubernetesApi(GENEROUS).read("node-1", api.kubeconfig(), api.port());
    }

    private void silent() {
        expect(
                () -> new HttpKubernetesApi(IMPATIENT).read("node-1", api.kubeconfig(), api.port()),
                AppProblem.KUBERNETES_SILENT,
                reason -> {});
    }

    private void refused(AppProblem code, String words) {
        expect(this::read, code, reason -> assertThat(reason).contains(words));
    }

    private static void expect(Runnable action, AppProblem code, Consumer<String> reason) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(ProblemException.class, refused -> {
            assertThat(refused.problem().code()).isEqualTo(code.code());
            assertThat(refused.problem().element()).isEqualTo("node-1");
            reason.accept(String.valueOf(refused.problem().arguments().get("reason")));
        });
    }

    private static void await(CountDownLatch over) {
        try {
            over.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static String[] deployments(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"metadata\":{\"name\":\"d" + i + "\",\"namespace\":\"shop\"}}")
                .toArray(String[]::new);
    }

    private static String pod(String name, String status) {
        return "{\"metadata\":{\"name\":\"" + name
                + "\",\"namespace\":\"shop\"},\"spec\":{\"nodeName\":\"n1\"},\"status\":{" + status + "}}";
    }

    private static PodTrouble trouble(String name, String reason, String message, int restarts) {
        return new PodTrouble("shop", name, "n1", reason, message, restarts);
    }
}
