package dev.cairn.agent.identity;

import dev.cairn.agent.state.StateFolder;
import dev.cairn.protocol.NodeId;
import dev.cairn.protocol.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who this node is: made on first boot, kept in the state folder, the same over updates. If the state disk takes nothing, the
 * identity lives in memory until the next start and {@code kept} is false. Immutable.
 */
public record NodeIdentity(NodeId node, KeyPair hostKey, boolean kept) {
    private static final Logger LOG = LoggerFactory.getLogger(NodeIdentity.class);
    private static final String FILE = "node-id";

    /** Reads the identity, or makes and saves it before anybody hears of it. */
    public static NodeIdentity load(StateFolder state) {
        try {
            return new NodeIdentity(nodeId(state), HostKey.load(state), true);
        } catch (ProtocolException unwritable) {
            LOG.error("the identity of this node could not be kept: {}", unwritable.getMessage());
            return new NodeIdentity(NodeId.random(), HostKey.generate(), false);
        }
    }

    /** What a node is called before an order names it. */
    public String defaultHostName() {
        String id = node.value();
        return "cairn-" + id.substring(0, Math.min(8, id.length()));
    }

    private static NodeId nodeId(StateFolder state) {
        return state.read(FILE)
                .map(bytes -> new NodeId(new String(bytes, StandardCharsets.UTF_8).strip()))
                .orElseGet(() -> {
                    NodeId made = NodeId.random();
                    state.write(FILE, (made.value() + "\n").getBytes(StandardCharsets.UTF_8));
                    return made;
                });
    }
}
