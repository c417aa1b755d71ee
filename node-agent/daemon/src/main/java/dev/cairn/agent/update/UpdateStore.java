package dev.cairn.agent.update;

import dev.cairn.agent.state.StateFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;

/** Port to where the update's record is kept. */
public interface UpdateStore {
    /** Its name in the state folder. */
    String FILE = "update.json";

    /** The saved record; a fresh one if there is none; {@link UncheckedIOException} if it is there and cannot be read now. */
    UpdateRecord load();

    /** Returns once the record is on the disk. */
    void save(UpdateRecord record);

    /** The record in {@code update.json} of the state folder. */
    static UpdateStore in(StateFolder state) {
        return new UpdateStore() {
            @Override
            public UpdateRecord load() {
                Optional<UpdateRecord> saved = state.readJsonOfAnyVersion(FILE, UpdateRecord.class);
                if (saved.isEmpty() && Files.exists(state.path(FILE))) {
                    throw new UncheckedIOException(new IOException(state.path(FILE) + " cannot be read"));
                }
                return saved.orElseGet(UpdateRecord::fresh);
            }

            @Override
            public void save(UpdateRecord record) {
                state.writeJson(FILE, record);
            }
        };
    }
}
