package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.Site;
import org.jspecify.annotations.Nullable;

/** Begins to assign a node; the site is already chosen when the node was dragged onto it. */
@FunctionalInterface
interface Assigning {
    void begin(Node node, @Nullable Site site);
}
