package dev.cairn.app.domain.link;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.fleet.NodeFacts;
import dev.cairn.app.domain.fleet.TrialLog;
import dev.cairn.app.domain.telemetry.TelemetryBatch;
import dev.cairn.protocol.ClusterSecrets;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * An open connection to one node. Every call has its own time-out and throws a ProblemException when the node refuses,
 * is silent or breaks off. To be used by one thread at a time.
 */
public interface NodeLink extends AutoCloseable {
    ToldStatus status();

    NodeFacts facts();

    /** Sends a signed envelope as it is. */
    void order(String envelope);

    /** The chunks of a bundle that the node lacks: first its manifest alone, then what the manifest names. */
    Lacking missingChunks(Digest bundle);

    /** Sends chunks; {@code sent} is told how many bytes were added and may throw to stop. */
    void putChunks(List<ChunkRef> chunks, ChunkSource source, LongConsumer sent);

    /** Says that it is the node's turn among those of its site to update to this bundle, once it has all of it. */
    void turn(Digest bundle);

    /** Telemetry after a sequence number, at most {@code max} records. */
    TelemetryBatch drain(long afterSequence, int max);

    /** Lets the node delete what was drained. Only to be called once it is stored. */
    void acknowledge(long sequence);

    List<String> logs(int lines);

    /** What the last failed trial logged, or why that is not there. */
    TrialLog trialLog();

    /** What its slots hold, as JSON. */
    String slots();

    /** The node's host key, and whether the fleet vouches for it. */
    HostCertificate hostCertificate();

    /** Gives the node the line of a {@code -cert.pub} file for its host key. */
    void certify(String certificate);

    /** The administrator's kubeconfig of the node's cluster; refused by nodes that serve no API. */
    String kubeconfig();

    /**
     * What the node's cluster cannot be rebuilt without, without files where the request names what is known; refused by nodes that are no
     * servers.
     *
     * @param envelope a {@link dev.cairn.protocol.SecretsRequest}, signed
     */
    ClusterSecrets clusterSecrets(String envelope);

    /** Leads a port of the loopback address, 0 for any, to the node's Kubernetes API until tunnel or link are closed. */
    Tunnel kubernetesTunnel(int localPort);

    void reboot();

    /** Sends the node into its bootstrap system; it restarts. */
    void bootstrap();

    /** What a node in its bootstrap system can be told. */
    RecoveryLink recovery();

    @Override
    void close();
}
