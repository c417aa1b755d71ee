package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.nio.file.Path;

/** The file of the agent's layer with its digest, for which all of it is read. Immutable. */
record AgentLayer(Path file, String sha256) {
    static AgentLayer read(Path file) {
        try {
            return new AgentLayer(file, Sha256.of(file));
        } catch (IOException e) {
            throw new ProblemException(Problem.of(AppProblem.FILE_UNREADABLE, "bake", file), e);
        }
    }
}
