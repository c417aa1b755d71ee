package dev.cairn.agent.k3s;

import dev.cairn.agent.state.DurableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What k3s takes from folders at its start: image archives for a place without a registry (docs.k3s.io, "Air-Gap Install"), manifests
 * that it applies, and the registries that it may ask. Files with our prefix belong to us: those that are no longer wanted go, all
 * others stay. Safe to repeat after a cut. Called by one lane.
 */
public final class K3sContent {
    private static final Logger LOG = LoggerFactory.getLogger(K3sContent.class);
    private static final String OURS = "cairn-";
    /** Nothing is asked but the images that are here: every registry leads to a port of loopback on which nobody listens. */
    private static final String NO_REGISTRY = """
            # Written by the Cairn agent: images come with the release, no registry is asked.
            mirrors:
              "*":
                endpoint:
                  - "http://127.0.0.1:1"
            """;

    private final K3sFiles files;

    /** For k3s below a root. */
    public K3sContent(K3sFiles files) {
        this.files = files;
    }

    /**
     * Says whether registries may be asked. Where they may not, a missing image is told at once and not after time-outs; goes with
     * {@link K3sSettings#registriesForbidden}, without which the registry itself is asked after the mirror. A file that others wrote is
     * replaced only to forbid.
     */
    public void allowRegistries(boolean allowed) throws IOException {
        byte[] forbidding = NO_REGISTRY.getBytes(StandardCharsets.UTF_8);
        if (!allowed) {
            replace(files.registries(), forbidding);
        } else if (Files.exists(files.registries())
                && Arrays.equals(Files.readAllBytes(files.registries()), forbidding)) {
            DurableFiles.delete(files.registries());
        }
    }

    /**
     * Places image archives under names of ours; k3s imports them at its start. They are linked where the file system can, else
     * copied.
     *
     * @param archives paths by name; a name ends as its archive does, for example {@code apps.tar.zst}
     */
    public void placeImages(Map<String, Path> archives) throws IOException {
        Files.createDirectories(files.images());
        Map<String, Path> wanted = new TreeMap<>();
        archives.forEach((name, archive) -> wanted.put(OURS + requirePlain(name), archive));
        for (Map.Entry<String, Path> each : wanted.entrySet()) {
            place(each.getValue(), files.images().resolve(each.getKey()));
        }
        forgetOthers(files.images(), wanted.keySet());
    }

    /**
     * Places manifests in their order, which k3s keeps as it applies files by name. One that goes takes its objects with it only if
     * k3s is told so: a chart is deleted by deleting its HelmChart object.
     */
    public void placeManifests(List<Manifest> manifests) throws IOException {
        Files.createDirectories(files.manifests());
        Map<String, Manifest> wanted = new TreeMap<>();
        for (Manifest manifest : manifests) {
            wanted.put("%s%03d-%s.yaml".formatted(OURS, wanted.size(), requirePlain(manifest.name())), manifest);
        }
        for (Map.Entry<String, Manifest> each : wanted.entrySet()) {
            replace(
                    files.manifests().resolve(each.getKey()),
                    each.getValue().text().getBytes(StandardCharsets.UTF_8));
        }
        forgetOthers(files.manifests(), wanted.keySet());
    }

    /** Objects to be applied under a name. */
    public record Manifest(String name, String text) {}

    private static void place(Path from, Path to) throws IOException {
        if (Files.exists(to) && (Files.isSameFile(from, to) || Files.mismatch(from, to) == -1)) {
            return;
        }
        Path unfinished = to.resolveSibling("." + to.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        try {
            Files.createLink(unfinished, from);
        } catch (IOException | UnsupportedOperationException otherFileSystem) {
            Files.copy(from, unfinished);
        }
        DurableFiles.move(unfinished, to);
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
            DurableFiles.replace(file, bytes);
        }
    }

    private static void forgetOthers(Path folder, Set<String> wanted) throws IOException {
        Set<Path> others;
        try (Stream<Path> all = Files.list(folder)) {
            others = all.filter(path -> path.getFileName().toString().startsWith(OURS))
                    .filter(path -> !wanted.contains(path.getFileName().toString()))
                    .collect(Collectors.toSet());
        }
        for (Path other : others) {
            LOG.info("{} belongs to no release any more", other);
            DurableFiles.delete(other);
        }
    }

    private static String requirePlain(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new IllegalArgumentException("not a plain file name: " + name);
        }
        return name;
    }
}
