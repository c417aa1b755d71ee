package dev.cairn.app.domain;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.bake.VerifyReport;
import dev.cairn.protocol.ProtocolException;
import java.nio.file.Path;
import java.util.function.Supplier;

/** Runs calls into image-tools and protocol and translates what they throw, once. */
public final class Translation {
    private Translation() {}

    /** Runs {@code work}; an image or protocol error comes out as a ProblemException with the same code. */
    public static <T> T of(Supplier<T> work) {
        try {
            return work.get();
        } catch (ImageException e) {
            throw of(e);
        } catch (ProtocolException e) {
            throw of(e);
        }
    }

    public static ProblemException of(ImageException e) {
        String code = e.problem() == ImageProblem.CANCELLED ? AppProblem.CANCELLED.code() : e.code();
        return new ProblemException(new Problem(code, e.phase(), e.element(), e.arguments()), e);
    }

    public static ProblemException of(ProtocolException e) {
        return new ProblemException(new Problem(e.problem().code(), e.phase(), e.element(), e.arguments()), e);
    }

    /** Answers an intact report; else throws a problem that names the first bad place of {@code compared}. */
    public static VerifyReport intact(VerifyReport report, Path compared) {
        if (!report.intact()) {
            VerifyReport.Mismatch first = report.mismatches().getFirst();
            throw ProblemException.of(
                    AppProblem.IMAGE_NOT_INTACT,
                    "verify",
                    compared,
                    "count",
                    report.mismatches().size(),
                    "partition",
                    first.partition(),
                    "offset",
                    first.offset());
        }
        return report;
    }
}
