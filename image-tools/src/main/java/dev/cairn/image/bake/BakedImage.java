package dev.cairn.image.bake;

import java.nio.file.Path;

/** A finished image with its manifest. */
public record BakedImage(Path file, Path manifestFile, ImageManifest manifest) {}
