package dev.cairn.standin.process;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code k3s agent}: signs at any server that it has heard of, like k3s's load balancer; the first one must admit it. */
final class Agent {
    private final K3sArguments arguments;
    private final List<String> servers = new CopyOnWriteArrayList<>();
    private final Https https = new Https(null);

    Agent(K3sArguments arguments) throws IOException {
        this.arguments = arguments;
        this.servers.add(arguments.server().orElseThrow(() -> new IllegalArgumentException("--server is required")));
    }

    int run() throws IOException, InterruptedException {
        String sign = arguments.nodeName() + " agent " + arguments.nodeIp() + " " + NodePassword.of(arguments);
        Https.Answer first = ask("/v1-k3s/sign", sign);
        if (first.status() != 200) {
            throw new IOException(first.body());
        }
        NodePassword.kubeconfig(arguments);
        CommandPort.serve(this::command);
        ServedPods pods = new ServedPods(arguments.nodeName());
        pods.start();
        Main.say("is an agent of " + servers);
        while (true) {
            try {
                Https.Answer answer = ask("/v1-k3s/sign", sign);
                if (answer.status() == 200) {
                    Set<String> known =
                            new LinkedHashSet<>(List.of(answer.body().split(",")));
                    known.addAll(List.of(arguments.server().orElseThrow()));
                    servers.clear();
                    servers.addAll(known);
                }
                Https.Answer own = ask(
                        "/v1-k3s/kubectl",
                        String.join("\u001f", "get", "pods", "--field-selector=spec.nodeName=" + arguments.nodeName()));
                if (own.status() == 200) {
                    pods.run(Kubectl.names(own.body()));
                }
            } catch (IOException away) {
                // The servers may come back; workloads would go on meanwhile.
            }
            Thread.sleep(Main.PAUSE_MS);
        }
    }

    private Kubectl.Result command(List<String> words) throws IOException {
        if (words.getFirst().equals("ctr")) {
            return Images.run(arguments, words);
        }
        if (!words.getFirst().equals("kubectl")) {
            return new Kubectl.Result(1, "etcd datastore disabled");
        }
        if (words.stream().noneMatch(word -> word.startsWith("--kubeconfig="))) {
            return new Kubectl.Result(1, "The connection to the server localhost:8080 was refused");
        }
        Https.Answer answer = ask("/v1-k3s/kubectl", String.join("\u001f", words.subList(1, words.size())));
        return new Kubectl.Result(answer.status() == 200 ? 0 : 1, answer.body());
    }

    /** The first server that answers; one that cannot serve without its majority counts as silent. */
    private Https.Answer ask(String path, String body) throws IOException {
        IOException silent = new IOException("no server");
        for (String server : new ArrayList<>(servers)) {
            try {
                Https.Answer answer =
                        https.send(URI.create("https://" + server + ":6443" + path), "node:" + arguments.token(), body);
                if (answer.status() < 500) {
                    return answer;
                }
                silent = new IOException(server + ": " + answer.body());
            } catch (IOException refused) {
                silent = new IOException(server + ": " + refused.getMessage(), refused);
            }
        }
        throw silent;
    }
}
