package dev.cairn.image.archive;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON documents of image archives, as far as they are needed; whatever can be missing there can be null here. */
final class ArchiveDocuments {
    private ArchiveDocuments() {}

    /** OCI image specification 1.1, "Image Index"; docker calls it a manifest list. */
    record Index(@Nullable List<@Nullable Descriptor> manifests) {}

    /** OCI image specification 1.1, "Content Descriptors". */
    record Descriptor(
            @Nullable String mediaType,
            @Nullable String digest,
            long size,
            @Nullable Platform platform,
            @Nullable Map<String, String> annotations) {}

    record Platform(@Nullable String os, @Nullable String architecture) {}

    /** OCI image specification 1.1, "Image Manifest". */
    record Manifest(@Nullable Descriptor config, @Nullable List<@Nullable Descriptor> layers) {}

    /** OCI image specification 1.1, "Image Configuration". */
    record Config(
            @Nullable String os,
            @Nullable String architecture,
            @Nullable RootFs rootfs) {}

    record RootFs(@JsonProperty("diff_ids") @Nullable List<@Nullable String> diffIds) {}

    /** One image of a docker archive's {@code manifest.json} (Docker image specification 1.2, "Combined Image JSON"). */
    record DockerImage(
            @JsonProperty("RepoTags") @Nullable List<@Nullable String> tags,
            @JsonProperty("Config") @Nullable String config,
            @JsonProperty("Layers") @Nullable List<@Nullable String> layers) {}
}
