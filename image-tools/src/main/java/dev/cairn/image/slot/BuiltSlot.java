package dev.cairn.image.slot;

/**
 * A finished bundle and how it came about.
 *
 * @param reusedBytes bytes of contents that were taken over from an earlier bundle
 */
public record BuiltSlot(SlotBundle bundle, LayerSizes sizes, long reusedBytes) {}
