package dev.cairn.app.ui.nodes;

import dev.cairn.app.usecase.fleet.ListUpdates;
import dev.cairn.app.usecase.job.Jobs;
import dev.cairn.app.usecase.library.ListReleases;
import dev.cairn.app.usecase.sync.EraseNode;
import dev.cairn.app.usecase.sync.ReadNodeLog;
import dev.cairn.app.usecase.sync.ReflashNode;

/** What the drawer of one node asks and does. Immutable. */
public record NodeCare(
        ListUpdates updates,
        ReadNodeLog logs,
        ListReleases releases,
        ReflashNode reflash,
        EraseNode erase,
        Jobs jobs) {}
