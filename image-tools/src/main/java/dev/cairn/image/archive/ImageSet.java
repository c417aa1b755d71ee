package dev.cairn.image.archive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Packing;
import dev.cairn.image.Region;
import dev.cairn.image.archive.ArchiveDocuments.Config;
import dev.cairn.image.archive.ArchiveDocuments.Descriptor;
import dev.cairn.image.archive.ArchiveDocuments.DockerImage;
import dev.cairn.image.archive.ArchiveDocuments.Index;
import dev.cairn.image.archive.ArchiveDocuments.Manifest;
import java.io.IOException;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The images of an archive that nodes import as it is: each has to be whole and to run on linux/amd64 (OCI image specification 1.1, "Image
 * Layout" and "Image Index"; Docker image specification 1.2, "Combined Image JSON + Filesystem Changeset Format"). Use once, from one thread.
 */
public final class ImageSet {
    private final ArchiveReader reader;
    private final Function<Region, String> sha256;
    private final TreeSet<String> others = new TreeSet<>();
    private int seen;

    private ImageSet(ArchiveReader reader, Function<Region, String> sha256) {
        this.reader = reader;
        this.sha256 = sha256;
    }

    /**
     * Looks at every image; one that is for another platform, or that lacks a part, is refused.
     *
     * @param sha256 tells that of a member as it stands in the archive
     * @param origin how errors call the archive
     * @return how many there are
     */
    public static int check(ArchiveMembers members, Function<Region, String> sha256, String origin) {
        ArchiveReader reader = new ArchiveReader(members, origin);
        ImageSet set = new ImageSet(reader, sha256);
        if (reader.has(ImageArchive.LAYOUT) && reader.has(ImageArchive.INDEX)) {
            return set.oci();
        }
        if (reader.has(ImageArchive.DOCKER)) {
            return set.docker();
        }
        throw set.unusable("it is no archive of container images, as docker save and ctr image export make them");
    }

    private int oci() {
        int count = 0;
        for (Descriptor image : ImageArchive.orEmpty(
                reader.document(ImageArchive.INDEX, Index.class).manifests())) {
            if (image == null) {
                throw reader.corrupt("its index is malformed", 0);
            }
            if (!PlatformChoice.isAttestation(image)) {
                others.clear();
                if (!runs(image, 0)) {
                    throw otherPlatform(name(image));
                }
                count++;
            }
        }
        return some(count);
    }

    /** Whether it, or one of those that it stands for, is whole and for the nodes. */
    private boolean runs(Descriptor image, int nesting) {
        if (nesting > PlatformChoice.MAX_NESTING || ++seen > PlatformChoice.MAX_MANIFESTS) {
            throw reader.corrupt("its index is nested too deeply, or too long", 0);
        }
        if (!PlatformChoice.isIndex(image)) {
            String platform = reader.holds(image) ? PlatformChoice.platform(reader, image) : "missing";
            if (platform.equals(PlatformChoice.WANTED)) {
                require(image);
                return true;
            }
            others.add(platform);
            return false;
        }
        boolean fits = false;
        for (Descriptor one :
                ImageArchive.orEmpty(reader.document(image, Index.class).manifests())) {
            if (one != null && !PlatformChoice.isAttestation(one)) {
                fits |= runs(one, nesting + 1);
            }
        }
        return fits;
    }

    private void require(Descriptor image) {
        Manifest manifest = reader.document(image, Manifest.class);
        if (manifest.config() == null) {
            throw reader.corrupt("a manifest names no configuration", 0);
        }
        var unused = reader.document(manifest.config(), Config.class);
        for (Descriptor layer : ImageArchive.orEmpty(manifest.layers())) {
            if (layer == null) {
                throw reader.corrupt("a manifest is malformed", 0);
            }
            var there = reader.blob(layer);
        }
    }

    private int docker() {
        int count = 0;
        for (@Nullable DockerImage image : reader.document(ImageArchive.DOCKER, DockerImage[].class)) {
            if (image == null || ++seen > PlatformChoice.MAX_MANIFESTS) {
                throw reader.corrupt(ImageArchive.DOCKER + " is malformed", 0);
            }
            Config config = PlatformChoice.config(reader, image);
            String platform = PlatformChoice.text(config.os(), config.architecture());
            if (!platform.equals(PlatformChoice.WANTED)) {
                others.add(platform);
                throw otherPlatform(String.valueOf(
                        ImageArchive.orEmpty(image.tags()).stream().findFirst().orElse(image.config())));
            }
            ImageArchive.docker(reader, image, config).forEach(this::require);
            count++;
        }
        return some(count);
    }

    /** A packed layer is named by what it unpacks to, which the node will see. */
    private void require(ArchiveLayer layer) {
        try {
            if (!sha256.apply(layer.stored()).equals(layer.tarSha256()) && Packing.of(layer.stored()) == Packing.NONE) {
                throw reader.corrupt(
                        layer.name() + " is not what its digest says",
                        layer.stored().offset());
            }
        } catch (IOException e) {
            throw ImageException.io("layers", layer.name(), e);
        }
    }

    private int some(int count) {
        if (count == 0) {
            throw unusable("it holds no images");
        }
        return count;
    }

    private static String name(Descriptor image) {
        Map<String, String> notes = image.annotations() == null ? Map.of() : image.annotations();
        return notes.getOrDefault(
                "io.containerd.image.name",
                notes.getOrDefault("org.opencontainers.image.ref.name", String.valueOf(image.digest())));
    }

    private RuntimeException otherPlatform(String image) {
        return unusable("nodes are " + PlatformChoice.WANTED + ", and the image " + image + " is for "
                + (others.isEmpty() ? "nothing" : String.join(", ", others)));
    }

    private RuntimeException unusable(String reason) {
        return reader.problem(ImageProblem.CONTENT_UNUSABLE, Map.of("reason", reason));
    }
}
