package dev.cairn.agent.update;

import dev.cairn.agent.state.StateFolder;

/** Port to where the update's record is kept. */
public interface UpdateStore {
    /** The saved record, or a fresh one. */
    UpdateRecord load();

    /** Returns once the record is on the disk. */
    void save(UpdateRecord record);

    /** The record in {@code update.json} of the state folder. */
    static UpdateStore in(StateFolder state) {
        return new UpdateStore() {
            @Override
            public UpdateRecord load() {
                return state.readJson("update.json", UpdateRecord.class).orElseGet(UpdateRecord::fresh);
            }

            @Override
            public void save(UpdateRecord record) {
                state.writeJson("update.json", record);
            }
        };
    }
}
