package dev.cairn.agent.state;

import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The agent's folder on the data partition. Thread-safe as long as each file has one writer. */
public final class StateFolder {
    private static final Logger LOG = LoggerFactory.getLogger(StateFolder.class);

    private final Path folder;
    private volatile @Nullable String unwritable;

    /** The folder need not exist yet. */
    public StateFolder(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
        } catch (IOException refused) {
            unwritable = reason(refused);
        }
    }

    /** Where a name stands. */
    public Path path(String name) {
        return folder.resolve(name);
    }

    /** The bytes of a file; nothing if it is not there or cannot be read. */
    public Optional<byte[]> read(String name) {
        try {
            return Optional.of(Files.readAllBytes(path(name)));
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException unreadable) {
            LOG.warn("cannot read {}: {}", path(name), reason(unreadable));
            return Optional.empty();
        }
    }

    /** The value in a JSON file; a file that cannot be parsed is set aside as {@code NAME.damaged}. */
    public <T> Optional<T> readJson(String name, Class<T> type) {
        return parsed(name, bytes -> ProtocolJson.readStrict(bytes, type, NodeProblem.STATE_DAMAGED, "start", name));
    }

    /** As {@link #readJson}, passing over fields that a newer agent added: the other slot may hold one. */
    public <T> Optional<T> readJsonOfAnyVersion(String name, Class<T> type) {
        return parsed(name, bytes -> ProtocolJson.read(bytes, type));
    }

    private <T> Optional<T> parsed(String name, Function<byte[], T> parser) {
        Optional<byte[]> bytes = read(name);
        if (bytes.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(bytes.get()));
        } catch (ProtocolException damaged) {
            LOG.warn("{}", damaged.getMessage());
            setAside(name);
            return Optional.empty();
        }
    }

    /** Saves durably; {@link NodeProblem#STATE_UNWRITABLE} if the disk does not take it. */
    public void write(String name, byte[] bytes) {
        try {
            DurableFiles.replace(path(name), bytes);
            unwritable = null;
        } catch (IOException refused) {
            unwritable = reason(refused);
            throw new ProtocolException(
                    NodeProblem.STATE_UNWRITABLE,
                    "state",
                    path(name).toString(),
                    Map.of("reason", reason(refused)),
                    refused);
        }
    }

    /** Saves a value as JSON; as {@link #write}. */
    public void writeJson(String name, Object value) {
        write(name, ProtocolJson.bytes(value));
    }

    /** Why the last write failed; nothing if it worked. */
    public Optional<String> unwritable() {
        return Optional.ofNullable(unwritable);
    }

    private void setAside(String name) {
        try {
            DurableFiles.move(path(name), path(name + ".damaged"));
        } catch (IOException refused) {
            unwritable = reason(refused);
        }
    }

    private static String reason(IOException refused) {
        return refused.getClass().getSimpleName() + ": " + refused.getMessage();
    }
}
