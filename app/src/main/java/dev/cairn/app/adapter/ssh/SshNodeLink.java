package dev.cairn.app.adapter.ssh;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.TrialLog;
import dev.cairn.app.domain.fleet.TrialLogState;
import dev.cairn.app.domain.link.ChunkRef;
import dev.cairn.app.domain.link.ChunkSource;
import dev.cairn.app.domain.link.HostCertificate;
import dev.cairn.app.domain.link.Lacking;
import dev.cairn.app.domain.link.NodeAddress;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.link.RecoveryLink;
import dev.cairn.app.domain.link.ToldStatus;
import dev.cairn.app.domain.link.Tunnel;
import dev.cairn.app.domain.telemetry.TelemetryBatch;
import dev.cairn.protocol.Answers;
import dev.cairn.protocol.ChunkFrames;
import dev.cairn.protocol.ClusterSecrets;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.RecoveryStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.sshd.client.session.ClientSession;

/** One connection to one node; each command is an exec channel of its own. For one thread at a time. */
final class SshNodeLink implements NodeLink {
    private static final byte[] NOTHING = {};

    private final NodeAddress address;
    private final ClientSession session;
    private final ExecCommand exec;
    private final SshTimes times;
    private final InstantSource clock;

    SshNodeLink(NodeAddress address, ClientSession session, SshTimes times, InstantSource clock) {
        this.address = address;
        this.session = session;
        this.times = times;
        this.exec = new ExecCommand(address, session, times);
        this.clock = clock;
    }

    @Override
    public ToldStatus status() {
        NodeStatus status = ask("status", NOTHING, NodeStatus.class);
        if (!status.node().value().equals(address.node().value())) {
            throw ProblemException.of(
                    AppProblem.NODE_ANSWER_INVALID, "status", address, "reason", "it is node " + status.node());
        }
        return Reports.status(status, clock.instant());
    }

    @Override
    public NodeFacts facts() {
        return Reports.facts(ask("facts", NOTHING, dev.cairn.protocol.NodeFacts.class), clock.instant());
    }

    @Override
    public void order(String envelope) {
        ask("order", envelope.getBytes(StandardCharsets.UTF_8), Answers.OrderAccepted.class);
    }

    @Override
    public Lacking missingChunks(Digest bundle) {
        Answers.MissingChunks told = ask("chunks missing " + bundle.hex(), NOTHING, Answers.MissingChunks.class);
        return new Lacking(refs(told), told.receivedFrom() == null ? Map.of() : told.receivedFrom());
    }

    @Override
    public void turn(Digest bundle) {
        ask("turn " + bundle.hex(), NOTHING, Answers.Accepted.class);
    }

    @Override
    public void putChunks(List<ChunkRef> chunks, ChunkSource source, LongConsumer sent) {
        byte[] answer = exec.run("chunks put", input -> put(chunks, source, sent, input), times.underWay());
        Translation.of(() -> ProtocolJson.read(answer, Answers.ChunksReceived.class));
    }

    private static void put(List<ChunkRef> chunks, ChunkSource source, LongConsumer sent, OutputStream input)
            throws IOException {
        ChunkFrames.Writer writer = new ChunkFrames.Writer(input);
        try (ChunkSource.Reading reading = source.open()) {
            for (ChunkRef chunk : chunks) {
                byte[] bytes = reading.read(chunk.sha256());
                // The manifest's length is not known to the node, so that what it has may be of another one.
                int from = chunk.have() < bytes.length ? (int) chunk.have() : 0;
                writer.put(chunk.sha256().hex(), bytes, from);
                sent.accept(bytes.length - from);
            }
        }
        writer.end();
    }

    @Override
    public TelemetryBatch drain(long afterSequence, int max) {
        Answers.Drained drained = ask("drain " + afterSequence + " " + max, NOTHING, Answers.Drained.class);
        return Reports.telemetry(address.node(), drained);
    }

    @Override
    public void acknowledge(long sequence) {
        ask("drain ack " + sequence, NOTHING, Answers.DrainAcknowledged.class);
    }

    @Override
    public List<String> logs(int lines) {
        return ask("logs " + lines, NOTHING, Answers.LogLines.class).lines();
    }

    @Override
    public TrialLog trialLog() {
        try {
            return TrialLogs.log(ask("logs failed-trial", NOTHING, Answers.TrialLog.class));
        } catch (ProblemException refused) {
            // An older agent takes the second word for a number of lines.
            if (refused.problem().code().equals(NodeProblem.COMMAND_BAD_ARGUMENTS.code())) {
                return TrialLog.none(TrialLogState.AGENT_TOO_OLD);
            }
            throw refused;
        }
    }

    @Override
    public String slots() {
        return new String(exec.run("slot", input -> {}), StandardCharsets.UTF_8);
    }

    @Override
    public HostCertificate hostCertificate() {
        Answers.HostCertified told = ask("certificate", NOTHING, Answers.HostCertified.class);
        return new HostCertificate(
                told.key(), told.certificate() == null ? null : Instant.ofEpochMilli(told.expiresMs()));
    }

    @Override
    public void certify(String certificate) {
        ask("certificate", certificate.getBytes(StandardCharsets.US_ASCII), Answers.HostCertified.class);
    }

    @Override
    public String kubeconfig() {
        return ask("kubeconfig", NOTHING, Answers.Kubeconfig.class).kubeconfig();
    }

    @Override
    public ClusterSecrets clusterSecrets(String envelope) {
        return ask("cluster-secrets", envelope.getBytes(StandardCharsets.UTF_8), ClusterSecrets.class);
    }

    @Override
    public Tunnel kubernetesTunnel(int localPort) {
        try {
            return SshTunnel.toKubernetes(session, localPort);
        } catch (IOException e) {
            throw failed(AppProblem.TUNNEL_REFUSED, "tunnel", address, e);
        }
    }

    @Override
    public void reboot() {
        ask("reboot", NOTHING, Answers.Accepted.class);
    }

    @Override
    public void bootstrap() {
        ask("bootstrap", NOTHING, Answers.Accepted.class);
    }

    @Override
    public RecoveryLink recovery() {
        return new RecoveryLink() {
            @Override
            public RecoveryStatus status() {
                return ask("recover status", NOTHING, RecoveryStatus.class);
            }

            @Override
            public void order(String envelope) {
                ask("recover", envelope.getBytes(StandardCharsets.UTF_8), Answers.Accepted.class);
            }

            @Override
            public List<ChunkRef> missing() {
                return refs(ask("recover missing", NOTHING, Answers.MissingChunks.class));
            }

            @Override
            public void put(List<ChunkRef> chunks, ChunkSource source, LongConsumer sent) {
                byte[] answer = exec.run("recover put", input -> SshNodeLink.put(chunks, source, sent, input));
                Translation.of(() -> ProtocolJson.read(answer, Answers.ChunksReceived.class));
            }

            @Override
            public void finish() {
                ask("recover finish", NOTHING, Answers.Accepted.class);
            }
        };
    }

    private static List<ChunkRef> refs(Answers.MissingChunks missing) {
        return missing.missing().stream()
                .map(chunk -> new ChunkRef(
                        new Digest(chunk.sha256()), chunk.bytes(), chunk.have() == null ? 0 : chunk.have()))
                .toList();
    }

    private <T> T ask(String command, byte[] input, Class<T> type) {
        byte[] answer = exec.run(command, out -> {
            // A node may have answered and closed by now, and then writing nothing fails too.
            if (input.length > 0) {
                out.write(input);
            }
        });
        return Translation.of(() -> ProtocolJson.read(answer, type));
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (IOException e) {
            session.close(true);
        }
    }

    /** A problem with a call of this link. */
    static ProblemException failed(AppProblem code, String command, NodeAddress address, Exception cause) {
        return new ProblemException(
                Problem.of(code, command, address, "reason", String.valueOf(cause.getMessage())), cause);
    }
}
