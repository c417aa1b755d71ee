package dev.cairn.image.archive;

import dev.cairn.image.ImageProblem;
import dev.cairn.image.archive.ArchiveDocuments.Config;
import dev.cairn.image.archive.ArchiveDocuments.Descriptor;
import dev.cairn.image.archive.ArchiveDocuments.DockerImage;
import dev.cairn.image.archive.ArchiveDocuments.Index;
import dev.cairn.image.archive.ArchiveDocuments.Manifest;
import dev.cairn.image.archive.ArchiveDocuments.Platform;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds the one image for linux/amd64; none or several are refused, because nobody could tell which was meant. Use once, from one thread. */
final class PlatformChoice {
    static final String WANTED = "linux/amd64";
    static final int MAX_NESTING = 4;
    static final int MAX_MANIFESTS = 1000;

    private final ArchiveReader reader;
    private final Map<String, Descriptor> fitting = new LinkedHashMap<>();
    private final TreeSet<String> others = new TreeSet<>();
    private int seen;

    PlatformChoice(ArchiveReader reader) {
        this.reader = reader;
    }

    /** The manifest to use of an OCI image layout. */
    Descriptor one(String indexPath) {
        collect(reader.document(indexPath, Index.class), 0);
        if (fitting.size() != 1) {
            throw refused(fitting.size());
        }
        return fitting.values().iterator().next();
    }

    private void collect(Index index, int nesting) {
        for (Descriptor descriptor : ImageArchive.orEmpty(index.manifests())) {
            if (descriptor == null || nesting > MAX_NESTING || ++seen > MAX_MANIFESTS) {
                throw reader.corrupt("its index is malformed or nested too deeply", 0);
            }
            if (isIndex(descriptor)) {
                collect(reader.document(descriptor, Index.class), nesting + 1);
            } else if (!isAttestation(descriptor)) {
                String platform = platform(reader, descriptor);
                if (platform.equals(WANTED)) {
                    fitting.put(reader.digest(descriptor), descriptor);
                } else {
                    others.add(platform);
                }
            }
        }
    }

    static boolean isIndex(Descriptor descriptor) {
        String mediaType = Objects.requireNonNullElse(descriptor.mediaType(), "");
        return mediaType.endsWith("image.index.v1+json") || mediaType.endsWith("manifest.list.v2+json");
    }

    /** What docker's builder adds beside each image: it has no file system. */
    static boolean isAttestation(Descriptor descriptor) {
        return descriptor.annotations() != null && descriptor.annotations().containsKey("vnd.docker.reference.type");
    }

    static String platform(ArchiveReader reader, Descriptor descriptor) {
        Platform stated = descriptor.platform();
        if (stated != null) {
            return text(stated.os(), stated.architecture());
        }
        Descriptor config = reader.document(descriptor, Manifest.class).config();
        if (config == null) {
            return "unknown";
        }
        Config found = reader.document(config, Config.class);
        return text(found.os(), found.architecture());
    }

    /** The image to use of a docker archive. */
    DockerImage docker(String manifestPath) {
        DockerImage[] images = reader.document(manifestPath, DockerImage[].class);
        Map<String, DockerImage> found = new LinkedHashMap<>();
        for (@Nullable DockerImage image : images) {
            if (image == null || ++seen > MAX_MANIFESTS) {
                throw reader.corrupt(manifestPath + " is malformed", 0);
            }
            Config config = config(reader, image);
            String platform = text(config.os(), config.architecture());
            if (platform.equals(WANTED)) {
                found.put(String.valueOf(image.config()), image);
            } else {
                others.add(platform);
            }
        }
        if (found.size() != 1) {
            throw refused(found.size());
        }
        return found.values().iterator().next();
    }

    static Config config(ArchiveReader reader, DockerImage image) {
        if (image.config() == null) {
            throw reader.corrupt("an image names no configuration", 0);
        }
        return reader.document(image.config(), Config.class);
    }

    private RuntimeException refused(int count) {
        return reader.problem(
                ImageProblem.ARCHIVE_CHOICE,
                Map.of("count", Integer.toString(count), "others", others.isEmpty() ? "-" : String.join(", ", others)));
    }

    static String text(@Nullable String os, @Nullable String architecture) {
        return os + "/" + architecture;
    }
}
