package dev.cairn.app.ui.sites;

import dev.cairn.app.usecase.fleet.ChangeRoles;
import dev.cairn.app.usecase.fleet.ReplaceNode;
import dev.cairn.app.usecase.fleet.SiteTimeline;
import dev.cairn.app.usecase.kubernetes.ListWorkloads;
import dev.cairn.app.usecase.kubernetes.ReachKubernetes;

/** What the drawer of a site asks and does beyond the list of sites. Immutable. */
public record SiteCare(
        ListWorkloads workloads,
        ReachKubernetes reach,
        ChangeRoles roles,
        ReplaceNode replace,
        SiteTimeline timeline) {}
