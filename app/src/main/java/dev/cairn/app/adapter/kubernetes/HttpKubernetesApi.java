package dev.cairn.app.adapter.kubernetes;

import dev.cairn.app.domain.kubernetes.ClusterContents;
import dev.cairn.app.domain.kubernetes.ClusterNode;
import dev.cairn.app.domain.kubernetes.KubernetesApi;
import dev.cairn.app.domain.kubernetes.PodTrouble;
import dev.cairn.app.domain.kubernetes.Workload;
import dev.cairn.app.domain.kubernetes.WorkloadKind;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Kubernetes' API over HTTPS with the certificates of a kubeconfig (Kubernetes API reference, v1 and apps/v1). Thread-safe. */
public final class HttpKubernetesApi implements KubernetesApi {
    private static final String APPS = "/apis/apps/v1/";

    private final ApiLimits limits;

    public HttpKubernetesApi(ApiLimits limits) {
        this.limits = limits;
    }

    @Override
    public ClusterContents read(String node, String kubeconfig, int port) {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.request())
                .sslContext(KubeconfigTls.of(kubeconfig, node))
                .build();
        try {
            return read(new ApiLists(new ApiCalls(http, port, node, limits), limits));
        } finally {
            http.shutdownNow();
        }
    }

    private static ClusterContents read(ApiLists lists) {
        List<ClusterNode> nodes = lists.all("/api/v1/nodes", ApiShapes::node);
        List<Workload> workloads = new ArrayList<>();
        workloads.addAll(lists.all(APPS + "deployments", item -> ApiShapes.replicas(WorkloadKind.DEPLOYMENT, item)));
        workloads.addAll(lists.all(APPS + "statefulsets", item -> ApiShapes.replicas(WorkloadKind.STATEFUL_SET, item)));
        workloads.addAll(lists.all(APPS + "daemonsets", ApiShapes::daemonSet));
        List<PodTrouble> troubles = lists.all("/api/v1/pods", PodShape::trouble).stream()
                .flatMap(Optional::stream)
                .sorted(Comparator.comparing(PodTrouble::namespace).thenComparing(PodTrouble::name))
                .toList();
        return new ClusterContents(
                workloads.stream()
                        .sorted(Comparator.comparing(Workload::namespace)
                                .thenComparing(Workload::name)
                                .thenComparing(Workload::kind))
                        .toList(),
                troubles,
                nodes.stream().sorted(Comparator.comparing(ClusterNode::name)).toList());
    }
}
