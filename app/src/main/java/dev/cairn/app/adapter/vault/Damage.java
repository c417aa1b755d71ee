package dev.cairn.app.adapter.vault;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import java.nio.file.Path;

/** Says where a vault's file is not as it was written. */
record Damage(Path file) {
    ProblemException at(long position, String reason) {
        return ProblemException.of(AppProblem.VAULT_DAMAGED, "open", file, "byte", position, "reason", reason);
    }
}
