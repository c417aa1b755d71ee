package dev.cairn.agent.trust;

import dev.cairn.protocol.NodeProblem;
import java.util.Map;

/** What became of somebody who wanted to log in. */
public sealed interface Login {
    /**
     * May run commands.
     *
     * @param keyId whose certificate it is
     */
    record Admitted(String keyId, long serial) implements Login {}

    /** May not, and why. */
    record Refused(NodeProblem problem, Map<String, String> arguments) implements Login {
        /** Copies the arguments. */
        public Refused {
            arguments = Map.copyOf(arguments);
        }
    }
}
