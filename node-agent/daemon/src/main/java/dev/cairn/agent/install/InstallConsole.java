package dev.cairn.agent.install;

/** What a person in front of the machine reads. Implementations are thread-safe. */
public interface InstallConsole extends AutoCloseable {
    /** Shows a line. */
    void say(String line);

    /** Waits a moment until all was shown; later lines are dropped. */
    @Override
    void close();
}
