package dev.cairn.app.usecase.fleet;

import java.util.List;

/**
 * The fleet at a glance.
 *
 * @param needsYou what needs a decision or a visit, most important first, at most seven
 */
public record Overview(
        List<NeedsYou> needsYou,
        int sites,
        int nodes,
        int discovered,
        int healthy,
        int degraded,
        int silent,
        int artifacts,
        int releases,
        int images,
        long samples,
        long logLines) {
    public Overview {
        needsYou = List.copyOf(needsYou);
    }
}
