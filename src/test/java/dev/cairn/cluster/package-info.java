/**
 * Clusters of several nodes on one LAN: network namespaces on a bridge, real processes, a real etcd inside the stand-in k3s. Needs
 * root.
 */
@NullMarked
package dev.cairn.cluster;

import org.jspecify.annotations.NullMarked;
