package dev.cairn.agent.kubernetes;

import java.io.IOException;
import java.util.Map;

/** Port to the files of a server that its cluster cannot be rebuilt without: authorities, tokens, keys of encrypted Secrets. Thread-safe. */
@FunctionalInterface
public interface ServerSecrets {
    /** Of a node that has none. */
    ServerSecrets NONE = Map::of;

    /** Their contents by their paths below the server's folder, in bounds; none on a node that is no working server. To be wiped by the caller. */
    Map<String, byte[]> read() throws IOException;
}
