package dev.cairn.image.archive;

import dev.cairn.image.archive.ArchiveDocuments.Config;
import dev.cairn.image.archive.ArchiveDocuments.Descriptor;
import dev.cairn.image.archive.ArchiveDocuments.DockerImage;
import dev.cairn.image.archive.ArchiveDocuments.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells the layers of the one image for linux/amd64 in an archive (OCI image specification 1.1, "Image Layout"; Docker image specification
 * 1.2, "Combined Image JSON + Filesystem Changeset Format"). Stateless.
 */
public final class ImageArchive {
    static final String LAYOUT = "oci-layout";
    static final String INDEX = "index.json";
    static final String DOCKER = "manifest.json";

    private static final Pattern MEMBER =
            Pattern.compile("|oci-layout|index\\.json|manifest\\.json|repositories|config\\.json"
                    + "|blobs(/[a-z0-9]+(/[0-9a-f]+)?)?"
                    + "|(sha256:)?[0-9a-f]{64}(\\.json|\\.tar(\\.gz|\\.zst)?)?(/(VERSION|json|layer\\.tar)?)?");
    private static final Pattern TAR = Pattern.compile(
            "application/vnd\\.(oci\\.image\\.layer|docker\\.image\\.rootfs)\\.[a-z0-9.]*tar([.+](gzip|zstd))?");

    private ImageArchive() {}

    /** False for a path that no image archive holds, so that a root file system is recognised by its first entries. */
    public static boolean mayHold(String path) {
        return MEMBER.matcher(path).matches();
    }

    /** True when the files that make an image archive are there. */
    public static boolean isOne(ArchiveMembers members) {
        return members.find(DOCKER).isPresent()
                || (members.find(LAYOUT).isPresent() && members.find(INDEX).isPresent());
    }

    /**
     * The layers, lowest first. Documents are held to their digests here; those of the layers are left to who reads them.
     *
     * @param origin how errors call the archive
     */
    public static List<ArchiveLayer> layers(ArchiveMembers members, String origin) {
        ArchiveReader reader = new ArchiveReader(members, origin);
        return reader.has(LAYOUT) && reader.has(INDEX) ? oci(reader) : docker(reader);
    }

    private static List<ArchiveLayer> oci(ArchiveReader reader) {
        Manifest manifest = reader.document(new PlatformChoice(reader).one(INDEX), Manifest.class);
        List<@Nullable Descriptor> layers = orEmpty(manifest.layers());
        Descriptor config = manifest.config();
        if (config == null) {
            throw reader.corrupt("a manifest names no configuration", 0);
        }
        List<String> tars = diffIds(reader, reader.document(config, Config.class), layers.size());
        List<ArchiveLayer> found = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            Descriptor layer = layers.get(i);
            String digest = reader.digest(layer);
            if (layer == null
                    || layer.mediaType() == null
                    || !TAR.matcher(layer.mediaType()).matches()) {
                throw reader.corrupt("layer " + i + " is of a kind that is no tar", 0);
            }
            found.add(new ArchiveLayer(name(i, digest), reader.blob(layer), Optional.of(digest), tars.get(i)));
        }
        return found;
    }

    private static List<ArchiveLayer> docker(ArchiveReader reader) {
        DockerImage image = new PlatformChoice(reader).docker(DOCKER);
        return docker(reader, image, PlatformChoice.config(reader, image));
    }

    /** The layers of one image of a docker archive, lowest first. */
    static List<ArchiveLayer> docker(ArchiveReader reader, DockerImage image, Config config) {
        List<@Nullable String> layers = orEmpty(image.layers());
        List<String> tars = diffIds(reader, config, layers.size());
        List<ArchiveLayer> found = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            String path = layers.get(i);
            if (path == null) {
                throw reader.corrupt("layer " + i + " has no name", 0);
            }
            found.add(new ArchiveLayer(name(i, tars.get(i)), reader.member(path), Optional.empty(), tars.get(i)));
        }
        return found;
    }

    private static String name(int number, String digest) {
        return "layer " + (number + 1) + " (" + digest.substring(0, 12) + ")";
    }

    private static List<String> diffIds(ArchiveReader reader, Config config, int layers) {
        List<@Nullable String> stated =
                config.rootfs() == null ? List.of() : orEmpty(config.rootfs().diffIds());
        if (stated.size() != layers || layers == 0) {
            throw reader.corrupt("the configuration knows " + stated.size() + " layers and the manifest " + layers, 0);
        }
        List<String> digests = new ArrayList<>();
        for (String digest : stated) {
            digests.add(reader.digest(digest));
        }
        return digests;
    }

    static <T extends @Nullable Object> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
