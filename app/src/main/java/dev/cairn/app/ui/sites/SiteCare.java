package dev.cairn.app.ui.sites;

import dev.cairn.app.usecase.kubernetes.ListWorkloads;

/** What the drawer of a site asks and does beyond the list of sites. Immutable. */
public record SiteCare(ListWorkloads workloads) {}
