package dev.cairn.agent.formation;

/** One decision: what to save, then what to do. Immutable. */
record Step(FormationRecord record, Action action) {
    static Step rest(FormationRecord record) {
        return new Step(record, new Action.Rest());
    }
}
