package dev.cairn.agent.telemetry;

import java.io.IOException;
import java.util.List;

/** Port to what earlier boots of the machine logged. Implementations are thread-safe. */
public interface BootLogs {
    /** Of each boot at most so many bytes are read out: its end. */
    int MOST_BYTES = 256 * 1024;

    /** Ids of the boots that left something, oldest first; written without dashes. */
    List<String> boots() throws IOException;

    /** Reads what a boot logged, in whole lines; {@code mark} is looked for in all of it, also where it is cut away. */
    BootLog read(String boot, String mark) throws IOException;

    /**
     * What a boot logged.
     *
     * @param cut whether its beginning is left out
     * @param marked whether the mark stands in it
     */
    record BootLog(String text, boolean cut, boolean marked) {}
}
