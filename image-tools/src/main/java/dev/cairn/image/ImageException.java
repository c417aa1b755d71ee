package dev.cairn.image;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A problem with an image in the one error shape: code, phase, element, arguments. Immutable. */
public final class ImageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ImageProblem problem;
    private final String phase;
    private final String element;
    private final transient Map<String, String> arguments;

    public ImageException(ImageProblem problem, String phase, String element, Map<String, String> arguments) {
        this(problem, phase, element, arguments, null);
    }

    public ImageException(
            ImageProblem problem,
            String phase,
            String element,
            Map<String, String> arguments,
            @Nullable Throwable cause) {
        super(problem.code() + " [" + phase + "] " + element + (arguments.isEmpty() ? "" : " " + arguments), cause);
        this.problem = problem;
        this.phase = phase;
        this.element = element;
        this.arguments = Map.copyOf(arguments);
    }

    /** Translates a failed read or write once: a full disk and a missing file have their own codes. */
    public static ImageException io(String phase, String element, IOException cause) {
        if (cause instanceof ClosedByInterruptException) {
            return new ImageException(ImageProblem.CANCELLED, phase, element, Map.of(), cause);
        }
        if (cause instanceof NoSuchFileException missing && missing.getFile() != null) {
            return new ImageException(ImageProblem.FILE_MISSING, phase, missing.getFile(), Map.of(), cause);
        }
        String message = String.valueOf(cause.getMessage());
        return saysDiskFull(message)
                ? new ImageException(
                        ImageProblem.DISK_FULL, phase, element, Map.of("needed", "more", "free", "0"), cause)
                : new ImageException(ImageProblem.IO_FAILED, phase, element, Map.of("reason", message), cause);
    }

    private static boolean saysDiskFull(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return lower.contains("no space left")
                || lower.contains("not enough space")
                || lower.contains("disk quota exceeded");
    }

    public ImageProblem problem() {
        return problem;
    }

    public String code() {
        return problem.code();
    }

    /** What was being done: {@code layers}, {@code merge}, {@code squashfs}, {@code bake}, {@code write}, {@code verify}, … */
    public String phase() {
        return phase;
    }

    /** What it concerns: a file, a path inside a layer, a partition, a drive. */
    public String element() {
        return element;
    }

    public Map<String, String> arguments() {
        return arguments;
    }
}
