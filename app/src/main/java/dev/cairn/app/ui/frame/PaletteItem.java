package dev.cairn.app.ui.frame;

import dev.cairn.app.ui.theme.Icon;

/**
 * One thing that the command palette finds.
 *
 * @param kind what it is: a place, a site, an action
 * @param run what choosing it does, on the FX thread
 */
public record PaletteItem(Icon icon, String kind, String label, String detail, Runnable run) {}
