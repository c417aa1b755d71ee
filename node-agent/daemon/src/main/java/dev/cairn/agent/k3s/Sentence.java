package dev.cairn.agent.k3s;

/** What a program said, on one line that a status can carry. Stateless. */
final class Sentence {
    private static final int MOST = 200;

    private Sentence() {}

    static String of(String output) {
        String line = output.strip().replaceAll("\\s+", " ");
        return line.length() <= MOST ? line : line.substring(0, MOST);
    }
}
