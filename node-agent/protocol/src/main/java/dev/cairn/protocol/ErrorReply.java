package dev.cairn.protocol;

import java.util.HashMap;
import java.util.Map;

/** A refusal on the wire: {@code {"error":{code,phase,element,arguments}}}. Immutable. */
public record ErrorReply(ErrorReply.Body error) {
    /** The four parts of a problem; the code stays a word, since a newer node may send one that is unknown here. */
    public record Body(String code, String phase, String element, Map<String, String> arguments) {
        /** Copies the map. */
        public Body {
            arguments = Map.copyOf(arguments);
        }
    }

    /** The reply for a problem. */
    public static ErrorReply of(ProtocolException problem) {
        return new ErrorReply(
                new Body(problem.problem().code(), problem.phase(), problem.element(), problem.arguments()));
    }

    /** The problem to throw on the laptop. */
    public ProtocolException toException() {
        NodeProblem known = NodeProblem.of(error.code());
        Map<String, String> arguments = new HashMap<>(error.arguments());
        if (known == NodeProblem.UNKNOWN) {
            arguments.put("code", error.code());
        }
        return new ProtocolException(known, error.phase(), error.element(), arguments);
    }
}
