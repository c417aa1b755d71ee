package dev.cairn.image.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an item of the content is for. */
public enum ContentType {
    /** An archive of container images, imported on every node. */
    IMAGES("application/vnd.cairn.images.v1"),
    /** A packed Helm chart (media type as helm/helm, pkg/registry, has it). */
    CHART("application/vnd.cncf.helm.chart.content.v1.tar+gzip"),
    /** Objects of Kubernetes as YAML or JSON. */
    MANIFEST("application/vnd.cairn.manifest.v1+yaml");

    private final String mediaType;

    ContentType(String mediaType) {
        this.mediaType = mediaType;
    }

    /** As OCI descriptors name it. */
    public String mediaType() {
        return mediaType;
    }

    /** As manifests name it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ContentType> ofWord(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }
}
