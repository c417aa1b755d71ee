package dev.cairn.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A problem in the one shape of the project: code, phase, element, arguments. */
public final class ProtocolException extends RuntimeException {
    private final NodeProblem problem;
    private final String phase;
    private final String element;
    private final transient Map<String, String> arguments;

    /** A problem without a cause. */
    public ProtocolException(NodeProblem problem, String phase, String element, Map<String, String> arguments) {
        this(problem, phase, element, arguments, null);
    }

    /** A problem and the exception that showed it. */
    public ProtocolException(
            NodeProblem problem,
            String phase,
            String element,
            Map<String, String> arguments,
            @Nullable Throwable cause) {
        super(problem.code() + " while " + phase + ": " + element + " " + arguments, cause);
        this.problem = problem;
        this.phase = phase;
        this.element = element;
        this.arguments = Map.copyOf(arguments);
    }

    /** The code with its three texts. */
    public NodeProblem problem() {
        return problem;
    }

    /** What was being done. */
    public String phase() {
        return phase;
    }

    /** What it concerns. */
    public String element() {
        return element;
    }

    /** Named values for the texts. */
    public Map<String, String> arguments() {
        return arguments;
    }
}
