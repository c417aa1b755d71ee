package dev.cairn.app.domain.profile;

/**
 * A setting that cannot be meant.
 *
 * @param layer index of its layer
 * @param allowed what would do, for a person
 */
public record SettingFault(int layer, String setting, String value, String allowed) {}
