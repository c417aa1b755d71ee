package dev.cairn.agent.stick;

import java.io.IOException;
import java.util.Optional;

/** Port to the update stick that is plugged in. Used by one lane. */
public interface Sticks {
    /** Tells the stick that is plugged in from every other one; nothing while none is. Cheap. */
    Optional<String> plugged();

    /** Opens it, to be closed soon. */
    Stick open() throws IOException;
}
