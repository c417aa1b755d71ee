package dev.cairn.app.ui.nodes;

/** What can be done to a node's disk from afar. */
enum NodeAction {
    /** Send it into its bootstrap system. */
    BOOTSTRAP,

    /** Write a release over both slots. */
    REFLASH,

    /** Erase its data. */
    WIPE,

    /** Leave nothing but the bootstrap system. */
    START_OVER;

    /** The key of its button; {@code .does}, {@code .word} and {@code .means} follow in the texts of its dialog. */
    String key() {
        return switch (this) {
            case BOOTSTRAP -> "nodes.action.bootstrap";
            case REFLASH -> "nodes.action.reflash";
            case WIPE -> "nodes.action.wipe";
            case START_OVER -> "nodes.action.start-over";
        };
    }
}
