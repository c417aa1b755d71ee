package dev.cairn.agent.formation;

import dev.cairn.agent.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/** Port to where the record of formation is kept. */
public interface FormationStore {
    /** Its name in the state folder. */
    String FILE = "formation.json";

    /** The saved record, nothing before the first; {@link UncheckedIOException} if it is there and cannot be read now. */
    Optional<FormationRecord> load();

    /** Returns once the record is on the disk. */
    void save(FormationRecord record);

    /** The record in {@code formation.json} of the state folder. */
    static FormationStore in(StateFolder state) {
        return new FormationStore() {
            @Override
            public Optional<FormationRecord> load() {
                Optional<FormationRecord> saved = state.readJsonOfAnyVersion(FILE, FormationRecord.class);
                // Taking a damaged record for none would let a former server make a second cluster.
                if (saved.isEmpty()
                        && (Files.exists(state.path(FILE)) || Files.exists(state.path(FILE + ".damaged")))) {
                    throw new UncheckedIOException(new IOException(state.path(FILE) + " cannot be read"));
                }
                return saved;
            }

            @Override
            public void save(FormationRecord record) {
                state.writeJson(FILE, record);
            }
        };
    }
}
