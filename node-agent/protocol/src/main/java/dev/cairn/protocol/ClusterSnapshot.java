package dev.cairn.protocol;

/**
 * The state of a cluster as it was saved on the disk of one server. Immutable.
 *
 * @param name of its file there
 * @param takenMs when it was complete, in ms since 1970 by the node's clock
 * @param bytes of its file
 */
public record ClusterSnapshot(String name, long takenMs, long bytes) {
    /** How long a name may be. */
    public static final int MOST_NAME = 200;

    /** Whether a text can be such a name: one that leads out of its folder, or that a program would take for an option, is none. */
    public static boolean isName(String text) {
        return text.length() <= MOST_NAME && text.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
    }
}
