package dev.cairn.agent.wiring;

import dev.cairn.agent.facts.FactsReader;
import dev.cairn.agent.identity.HostCertificate;
import dev.cairn.agent.kubernetes.Kubeconfig;
import dev.cairn.agent.lane.Lane;
import dev.cairn.agent.order.OrderDesk;
import dev.cairn.agent.order.SecretsDesk;
import dev.cairn.agent.slot.BootLoaderEntries;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.ssh.NodeCommands;
import dev.cairn.agent.telemetry.LogTail;
import dev.cairn.agent.telemetry.Spool;
import dev.cairn.agent.update.ChunkDesk;
import dev.cairn.agent.update.TrialLogs;
import dev.cairn.agent.update.UpdateMachine;
import dev.cairn.protocol.Answers;
import dev.cairn.protocol.ClusterSecrets;
import dev.cairn.protocol.NodeFacts;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.ProtocolException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** The node behind the SSH commands. Thread-safe. */
final class LiveNode implements NodeCommands.Node {
    private static final Duration TO_ANSWER_FIRST = Duration.ofMillis(300);

    private final Parts parts;

    LiveNode(Parts parts) {
        this.parts = parts;
    }

    /** {@code turn} hears whose bundle's turn it is, {@code orderTaken} of each accepted order after it was saved. */
    record Parts(
            NodeReport report,
            SlotReports slots,
            FactsReader facts,
            OrderDesk orders,
            HostCertificate certificate,
            ChunkDesk chunks,
            Consumer<String> turn,
            UpdateMachine update,
            Machine machine,
            BootLoaderEntries entries,
            Kubeconfig kubeconfig,
            SecretsDesk secrets,
            Spool spool,
            LogTail tail,
            TrialLogs trialLogs,
            Consumer<OrderDesk.AcceptedOrder> orderTaken) {}

    @Override
    public NodeStatus status() {
        return parts.report().status();
    }

    @Override
    public NodeFacts facts() {
        return parts.facts().read();
    }

    @Override
    public Answers.OrderAccepted order(byte[] envelope) {
        requireSlot("order");
        try {
            OrderDesk.AcceptedOrder order = parts.orders().accept(envelope);
            parts.spool()
                    .event(
                            "order.accepted",
                            "sequence " + order.sequence(),
                            Map.of("site", order.membership().site().value()));
            parts.orderTaken().accept(order);
            return new Answers.OrderAccepted(true, order.sequence());
        } catch (ProtocolException refused) {
            parts.spool().event("order.refused", refused.problem().code(), refused.arguments());
            throw refused;
        }
    }

    @Override
    public Answers.MissingChunks missing(String bundle) throws IOException {
        requireSlot("chunks");
        return parts.chunks().missing(bundle);
    }

    @Override
    public Answers.ChunksReceived put(InputStream frames) throws IOException {
        requireSlot("chunks");
        return parts.chunks().put(frames);
    }

    @Override
    public Answers.Accepted turn(String bundle) {
        parts.turn().accept(bundle);
        return new Answers.Accepted(true);
    }

    @Override
    public Answers.Drained drain(long after, int most) {
        return parts.spool().drain(after, most);
    }

    @Override
    public Answers.DrainAcknowledged acknowledge(long seq) {
        return new Answers.DrainAcknowledged(parts.spool().acknowledge(seq));
    }

    @Override
    public Answers.LogLines logs(int lines) {
        return new Answers.LogLines(parts.tail().last(lines));
    }

    @Override
    public Answers.TrialLog failedTrial() {
        return parts.trialLogs().answer();
    }

    @Override
    public Answers.SlotReport slots() {
        return new Answers.SlotReport(
                parts.machine().bootedSlot().orElse(null),
                parts.slots().all(),
                parts.update().record().failed());
    }

    @Override
    public Answers.Kubeconfig kubeconfig() throws IOException {
        return parts.kubeconfig()
                .read()
                .map(Answers.Kubeconfig::new)
                .orElseThrow(() ->
                        new ProtocolException(NodeProblem.KUBERNETES_API_ELSEWHERE, "kubeconfig", "node", Map.of()));
    }

    @Override
    public ClusterSecrets clusterSecrets(byte[] envelope) throws IOException {
        requireSlot("cluster-secrets");
        return parts.secrets().answer(envelope);
    }

    @Override
    public Answers.HostCertified certificate(byte[] line) {
        return line.length == 0
                ? parts.certificate().told()
                : parts.certificate().accept(line);
    }

    @Override
    public Answers.Accepted reboot() {
        parts.spool().event("machine.reboot", "asked for over SSH", Map.of());
        Thread.ofVirtual().name("reboot").start(() -> {
            if (Lane.pause(TO_ANSWER_FIRST)) {
                parts.machine().reboot();
            }
        });
        return new Answers.Accepted(true);
    }

    @Override
    public Answers.Accepted bootstrap() throws IOException {
        if (!parts.entries().chooseBootstrap()) {
            throw new ProtocolException(NodeProblem.BOOTSTRAP_ABSENT, "bootstrap", "cairn-bootstrap", Map.of());
        }
        return reboot();
    }

    /** The bootstrap system keeps nothing: an order that it took would be forgotten, and chunks would fill its memory. */
    private void requireSlot(String what) {
        if (parts.machine().runsBootstrap()) {
            throw new ProtocolException(NodeProblem.BOOTSTRAP_RUNS, what, what, Map.of());
        }
    }
}
