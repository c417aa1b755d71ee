package dev.cairn.cluster;

import dev.cairn.app.adapter.kubernetes.ApiLimits;
import dev.cairn.app.adapter.kubernetes.HttpKubernetesApi;
import dev.cairn.app.domain.kubernetes.ClusterContents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The laptop's look at workloads in a process inside a node's namespace, where port 6443 is what a tunnel leads to elsewhere. */
final class LookProcess {
    private static final int KUBERNETES = 6443;

    private LookProcess() {}

    /** The argument is a kubeconfig. */
    public static void main(String[] arguments) throws IOException {
        ClusterContents contents = new HttpKubernetesApi(ApiLimits.USUAL)
                .read("node", Files.readString(Path.of(arguments[0])), KUBERNETES);
        contents.nodes()
                .forEach(node -> System.out.println("node " + node.name() + (node.ready() ? " ready" : " silent")
                        + (node.takesWork() ? "" : " closed")));
        contents.workloads()
                .forEach(one -> System.out.println(one.kind().word() + " " + one.namespace() + "/" + one.name() + " "
                        + one.ready() + "/" + one.desired()));
        contents.troubles().forEach(pod -> System.out.println("pod " + pod.reason() + " on " + pod.node()));
    }
}
