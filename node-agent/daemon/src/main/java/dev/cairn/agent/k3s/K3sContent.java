package dev.cairn.agent.k3s;

import dev.cairn.agent.content.NodeContent;
import dev.cairn.agent.state.DurableFiles;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentType;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
    private static final String UNFINISHED = ".cairn-";
    private static final int DIGITS = 12;
    /** Left for the logs and databases of whatever runs. */
    private static final long SPARE_BYTES = 64L << 20;

    private static final List<String> LAYERS = List.of("cni", "csi", "add-on", "application");
    /** Nothing is asked but the images that are here: every registry leads to a port of loopback on which nobody listens. */
    private static final String NO_REGISTRY = """
            # Written by the Cairn agent: images come with the release, no registry is asked.
            mirrors:
              "*":
                endpoint:
                  - "http://127.0.0.1:1"
            """;

    private final K3sFiles files;
    private final Room room;

    /** Bytes that a folder's file system still takes. */
    interface Room {
        long in(Path folder) throws IOException;
    }

    /** For k3s below a root. */
    public K3sContent(K3sFiles files) {
        this(files, folder -> Files.getFileStore(folder).getUsableSpace());
    }

    K3sContent(K3sFiles files, Room room) {
        this.files = files;
        this.room = room;
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
     * Places image archives under names of ours, which k3s imports at its start; a name has the archive's digest, so what stands there
     * whole is never copied again. Refused with {@link NodeProblem#SPACE_INSUFFICIENT} before the first byte if they do not fit. What
     * was there before goes only when all is there.
     */
    public void placeImages(NodeContent content) throws IOException {
        addImages(content);
        forgetOthers(
                files.images(),
                of(content, ContentType.IMAGES).stream()
                        .map(K3sContent::imageFile)
                        .collect(Collectors.toSet()));
    }

    /** The same, while images of another content stay beside them. */
    public void addImages(NodeContent content) throws IOException {
        Map<String, ContentItem> wanted = new TreeMap<>();
        of(content, ContentType.IMAGES).forEach(item -> wanted.put(imageFile(item), item));
        if (!wanted.isEmpty()) {
            Files.createDirectories(files.images());
            forgetUnfinished(files.images());
        }
        Map<String, ContentItem> missing = new TreeMap<>(wanted);
        missing.entrySet().removeIf(each -> isThere(files.images().resolve(each.getKey()), each.getValue()));
        requireRoom(missing.values().stream().mapToLong(ContentItem::bytes).sum());
        for (Map.Entry<String, ContentItem> each : missing.entrySet()) {
            place(content, each.getValue(), files.images().resolve(each.getKey()));
        }
    }

    /**
     * Places charts and manifests, which k3s applies by name: the network first, applications last. A name stays the same from release to
     * release, since k3s knows what it applied by it. One that goes leaves its objects: a chart is deleted by deleting its HelmChart object.
     */
    public void placeManifests(NodeContent content) throws IOException {
        Map<String, byte[]> wanted = new TreeMap<>();
        for (ContentItem item : content.manifest().items()) {
            if (item.type() != ContentType.IMAGES) {
                wanted.put(manifestFile(item), manifest(content, item));
            }
        }
        if (!wanted.isEmpty()) {
            Files.createDirectories(files.manifests());
        }
        for (Map.Entry<String, byte[]> each : wanted.entrySet()) {
            replace(files.manifests().resolve(each.getKey()), each.getValue());
        }
        forgetOthers(files.manifests(), wanted.keySet());
    }

    /** Whether a chart or manifest stands where k3s looks, with these bytes. */
    boolean holds(ContentItem item, byte[] manifest) throws IOException {
        Path file = files.manifests().resolve(manifestFile(item));
        return Files.exists(file) && Arrays.equals(Files.readAllBytes(file), manifest);
    }

    /** Places one chart or manifest. */
    void placeManifest(ContentItem item, byte[] manifest) throws IOException {
        Files.createDirectories(files.manifests());
        replace(files.manifests().resolve(manifestFile(item)), manifest);
    }

    /** Takes one away. */
    void removeManifest(ContentItem item) throws IOException {
        DurableFiles.delete(files.manifests().resolve(manifestFile(item)));
    }

    /** The name under which k3s finds an image archive. */
    static String imageFile(ContentItem item) {
        return OURS + item.layer() + "-" + item.name() + "-" + item.sha256().substring(0, DIGITS) + item.file();
    }

    /** The name under which k3s finds a chart or manifest; in the order of the layers. */
    static String manifestFile(ContentItem item) {
        return OURS + (LAYERS.indexOf(item.layer()) + 1) + "-" + item.layer() + "-" + item.name() + ".yaml";
    }

    /** What k3s applies for a chart or manifest. */
    static byte[] manifest(NodeContent content, ContentItem item) throws IOException {
        byte[] bytes = content.read(item);
        return item.type() == ContentType.CHART
                ? HelmChart.of(item, bytes).manifest().getBytes(StandardCharsets.UTF_8)
                : bytes;
    }

    private static List<ContentItem> of(NodeContent content, ContentType type) {
        return content.manifest().items().stream()
                .filter(item -> item.type() == type)
                .toList();
    }

    private static boolean isThere(Path file, ContentItem item) {
        try {
            return Files.size(file) == item.bytes();
        } catch (IOException missing) {
            return false;
        }
    }

    private void requireRoom(long bytes) throws IOException {
        long free = bytes == 0 ? 0 : room.in(files.images());
        if (bytes > 0 && free < bytes + SPARE_BYTES) {
            throw new ProtocolException(
                    NodeProblem.SPACE_INSUFFICIENT,
                    "content",
                    "the data partition",
                    Map.of("needed", String.valueOf(bytes + SPARE_BYTES), "free", String.valueOf(free)));
        }
    }

    private static void place(NodeContent content, ContentItem item, Path to) throws IOException {
        Path unfinished = to.resolveSibling(UNFINISHED + item.sha256().substring(0, DIGITS) + ".new");
        try {
            try (FileChannel channel =
                            FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                content.copy(item, out);
                channel.force(true);
            }
            DurableFiles.move(unfinished, to);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    private static void replace(Path file, byte[] bytes) throws IOException {
        if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), bytes)) {
            DurableFiles.replace(file, bytes);
        }
    }

    private static void forgetUnfinished(Path folder) throws IOException {
        for (Path cut : named(folder, UNFINISHED)) {
            DurableFiles.delete(cut);
        }
    }

    private static void forgetOthers(Path folder, Set<String> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        for (Path other : named(folder, OURS)) {
            if (!wanted.contains(other.getFileName().toString())) {
                LOG.info("{} belongs to no release any more", other);
                DurableFiles.delete(other);
            }
        }
    }

    private static Set<Path> named(Path folder, String prefix) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .collect(Collectors.toSet());
        }
    }
}
