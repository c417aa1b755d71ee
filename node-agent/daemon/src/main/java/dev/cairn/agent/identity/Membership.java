package dev.cairn.agent.identity;

import dev.cairn.protocol.NodeRole;
import dev.cairn.protocol.SiteId;

/** A node's place in a site, as an order or the seed gave it. Immutable. */
public record Membership(SiteId site, String siteName, NodeRole role, String hostName) {}
