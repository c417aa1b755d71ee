package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import java.util.function.Consumer;

/** What tests expect of errors. */
public final class Expect {
    private Expect() {}

    public static Consumer<Throwable> problem(AppProblem code) {
        return problem(code.code());
    }

    public static Consumer<Throwable> problem(String code) {
        return error -> {
            assertThat(error).isInstanceOf(ProblemException.class);
            assertThat(((ProblemException) error).problem().code())
                    .as(error.getMessage())
                    .isEqualTo(code);
        };
    }
}
