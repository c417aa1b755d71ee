package dev.cairn.agent.played;

import dev.cairn.agent.identity.Membership;
import dev.cairn.agent.kubernetes.KubernetesDriver;
import dev.cairn.image.ImageException;
import dev.cairn.image.squashfs.SquashfsReader;
import dev.cairn.protocol.SiteKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays k3s: behaves as the text in the booted slot's {@code /usr/bin/k3s} says, for example {@code played-k3s
 * version=v1.34.1+k3s1 ready-after-ms=500}, or with {@code ready=never}. A real k3s binary in a played slot is never run; it
 * counts as ready at once.
 */
public final class PlayedKubernetes implements KubernetesDriver {
    private static final Logger LOG = LoggerFactory.getLogger(PlayedKubernetes.class);
    private static final List<String> PLACES = List.of("/usr/bin/k3s", "/usr/local/bin/k3s");
    private static final int MOST_SCRIPT_BYTES = 4_096;

    private final @Nullable String script;
    private long startedNanos;
    private boolean started;

    /** Looks into the squashfs in the given file. */
    public PlayedKubernetes(Path slot) {
        this.script = script(slot);
    }

    @Override
    public String distribution() {
        return script == null ? "" : "k3s";
    }

    @Override
    public Optional<String> version() {
        return word("version");
    }

    @Override
    public boolean isPresent() {
        return script != null;
    }

    @Override
    public void start(Membership membership, SiteKeys keys) {
        if (!started) {
            startedNanos = System.nanoTime();
            started = true;
        }
    }

    @Override
    public Optional<String> whyNotReady(Membership membership) {
        if (word("ready").filter("never"::equals).isPresent()) {
            return Optional.of("played k3s of this release never gets ready");
        }
        long after = word("ready-after-ms").map(Long::parseLong).orElse(0L);
        long runs = (System.nanoTime() - startedNanos) / 1_000_000;
        return started && runs >= after ? Optional.empty() : Optional.of("played k3s is starting");
    }

    private Optional<String> word(String key) {
        return script == null
                ? Optional.empty()
                : Arrays.stream(script.split("\\s+"))
                        .filter(word -> word.startsWith(key + "="))
                        .map(word -> word.substring(key.length() + 1))
                        .findFirst();
    }

    private static @Nullable String script(Path slot) {
        try (SquashfsReader root = SquashfsReader.open(slot)) {
            for (String place : PLACES) {
                if (root.exists(place)) {
                    byte[] content = root.read(place);
                    int length = Math.min(content.length, MOST_SCRIPT_BYTES);
                    return new String(content, 0, length, StandardCharsets.UTF_8);
                }
            }
        } catch (ImageException unreadable) {
            LOG.warn("the played slot cannot be read: {}", unreadable.getMessage());
        }
        return null;
    }
}
