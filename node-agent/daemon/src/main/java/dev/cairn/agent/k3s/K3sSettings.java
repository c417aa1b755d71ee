package dev.cairn.agent.k3s;

import dev.cairn.protocol.ClusterSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a profile asks of k3s beyond what every cluster of Cairn has; the same on all servers of a cluster. Immutable.
 *
 * @param nodeIp the address that the node tells others, null for k3s's own choice
 * @param tlsSans more names and addresses in the API server's certificate
 * @param podCidr null for k3s's own (10.42.0.0/16)
 * @param serviceCidr null for k3s's own (10.43.0.0/16)
 * @param flannelBackend {@code none} if a chart brings the network plugin; null for k3s's own (vxlan)
 * @param flannelInterface null for the one with the default route; a site without a router needs it
 * @param disabled packaged components that are not wanted: coredns, servicelb, traefik, local-storage, metrics-server
 * @param localStoragePath where the local-path provisioner keeps volumes, null for k3s's own place
 * @param snapshotCron when k3s saves its database by itself, null for k3s's own (every 12 hours)
 * @param snapshotsKept how many of those it keeps
 * @param registriesForbidden whether images come with the release alone
 * @param kubeletArguments {@code name=value}
 */
public record K3sSettings(
        @Nullable String nodeIp,
        List<String> tlsSans,
        @Nullable String podCidr,
        @Nullable String serviceCidr,
        @Nullable String clusterDns,
        @Nullable String flannelBackend,
        @Nullable String flannelInterface,
        List<String> disabled,
        @Nullable String localStoragePath,
        @Nullable String snapshotCron,
        int snapshotsKept,
        boolean secretsEncrypted,
        boolean registriesForbidden,
        List<String> kubeletArguments) {
    /** What a cluster is without a word in its profile. */
    public static final K3sSettings DEFAULT = new K3sSettings(
            null, List.of(), null, null, null, null, null, List.of(), null, null, 5, false, false, List.of());

    /** What a profile says, for any node. */
    public static K3sSettings of(ClusterSettings settings) {
        return new K3sSettings(
                null,
                settings.tlsSans(),
                settings.podCidr(),
                settings.serviceCidr(),
                null,
                settings.flannelBackend(),
                null,
                settings.disabled(),
                settings.localStoragePath(),
                settings.snapshotCron(),
                settings.snapshotsKept(),
                settings.secretsEncrypted(),
                settings.registriesForbidden(),
                List.of());
    }

    /** Copies the lists. */
    public K3sSettings {
        tlsSans = List.copyOf(tlsSans);
        disabled = List.copyOf(disabled);
        kubeletArguments = List.copyOf(kubeletArguments);
        if (snapshotsKept < 1) {
            throw new IllegalArgumentException("snapshotsKept is " + snapshotsKept + ", at least one is kept");
        }
    }

    /** The same, for a node with this address. */
    K3sSettings at(String address) {
        return on(address, flannelInterface);
    }

    /** The same, for a node whose pods talk through this interface. */
    K3sSettings through(String networkInterface) {
        return on(nodeIp, networkInterface);
    }

    /** The same, with these ranges of addresses; null for k3s's own. */
    K3sSettings withRanges(@Nullable String pods, @Nullable String services) {
        return with(nodeIp, flannelInterface, pods, services);
    }

    private K3sSettings on(@Nullable String address, @Nullable String networkInterface) {
        return with(address, networkInterface, podCidr, serviceCidr);
    }

    private K3sSettings with(
            @Nullable String address,
            @Nullable String networkInterface,
            @Nullable String pods,
            @Nullable String services) {
        return new K3sSettings(
                address,
                tlsSans,
                pods,
                services,
                clusterDns,
                flannelBackend,
                networkInterface,
                disabled,
                localStoragePath,
                snapshotCron,
                snapshotsKept,
                secretsEncrypted,
                registriesForbidden,
                kubeletArguments);
    }
}
