package dev.cairn.app.usecase.library;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import dev.cairn.protocol.ClusterSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The configuration layer of a slot, from {@code resources/systemd/layer.list}, whose head describes its form. Stateless.
 */
final class SlotLayers {
    private static final String FOLDER = "/dev/cairn/resources/systemd/";
    private static final String LIST = "layer.list";
    private static final String BOOTSTRAP_LIST = "bootstrap.list";
    private static final String UNITS = "/etc/systemd/system/";
    private static final String KUBERNETES_BINARY = "/usr/local/bin/k3s";

    private SlotLayers() {}

    /** The layer of the one binary that is Kubernetes. */
    static Layer kubernetes(java.nio.file.Path binary) {
        return Layer.files("kubernetes").file(KUBERNETES_BINARY, binary, 0755).build();
    }

    /** What every slot has. */
    static FilesLayer configuration() {
        return listed("configuration", LIST).build();
    }

    /** The same with what the release says of its cluster. */
    static FilesLayer configuration(ClusterSettings cluster) {
        return listed("configuration", LIST)
                .file(ClusterSettings.PATH, cluster.bytes(), 0644)
                .build();
    }

    /** What the bootstrap system has in place of a slot's files. */
    static FilesLayer bootstrap() {
        return listed("bootstrap", BOOTSTRAP_LIST).build();
    }

    private static FilesLayer.Builder listed(String name, String list) {
        FilesLayer.Builder layer = Layer.files(name);
        int number = 0;
        for (String line :
                new String(resource(list), StandardCharsets.UTF_8).lines().toList()) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                add(layer, text.split("\\s+"), list, number);
            }
        }
        return layer;
    }

    private static void add(FilesLayer.Builder layer, String[] words, String list, int line) {
        switch (words[0] + words.length) {
            case "file4" -> layer.file(words[2], resource(words[1]), Integer.parseInt(words[3], 8));
            case "link3" -> layer.symlink(words[1], words[2]);
            case "dir3" -> layer.directory(words[1], Integer.parseInt(words[2], 8));
            case "mask2" -> layer.symlink(UNITS + words[1], "/dev/null");
            case "wants3" ->
                layer.symlink(UNITS + words[1] + ".wants/" + words[2], "/usr/lib/systemd/system/" + words[2]);
            default -> throw new IllegalStateException(list + " line " + line + " is not understood");
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = SlotLayers.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file " + FOLDER + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ProblemException(Problem.of(AppProblem.FILE_UNREADABLE, "bake", name), e);
        }
    }
}
