package dev.cairn.agent.k3s;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The address under which a site's other nodes reach this one. k3s takes that of the default route and does not start without one;
 * a site on a bare switch has none, so that it has to be told. Immutable.
 *
 * @param routed whether the interface has the default route
 */
record LanAddress(String networkInterface, String address, boolean routed) {
    /** Interfaces that Kubernetes and its network plugins make. */
    private static final Pattern OF_KUBERNETES =
            Pattern.compile("(?:cni|flannel|cali|cilium|lxc|veth|docker|kube|dummy|wg|tunl|vxlan).*");

    /** Every IPv4 address, the best first: that of the default route, then global ones before link-local ones. */
    static List<LanAddress> all(Path root) throws IOException {
        String routed = defaultRoute(Files.readString(root.resolve("proc/net/route")));
        return NetworkInterface.networkInterfaces()
                .filter(LanAddress::isUp)
                .filter(each -> !OF_KUBERNETES.matcher(each.getName()).matches())
                .flatMap(each -> each.getInterfaceAddresses().stream()
                        .map(InterfaceAddress::getAddress)
                        .filter(Inet4Address.class::isInstance)
                        .map(found -> new LanAddress(
                                each.getName(),
                                found.getHostAddress(),
                                each.getName().equals(routed))))
                .sorted(Comparator.comparing((LanAddress found) -> !found.routed())
                        .thenComparing(found -> found.address().startsWith("169.254."))
                        .thenComparing(LanAddress::networkInterface)
                        .thenComparing(LanAddress::address))
                .toList();
    }

    /** The same settings with this address; the interface is named only where k3s would not find it. */
    K3sSettings in(K3sSettings settings) {
        K3sSettings here = settings.at(address);
        return routed || settings.flannelInterface() != null ? here : here.through(networkInterface);
    }

    /** The interface of the route to 0.0.0.0/0 (proc(5), /proc/net/route), or nothing. */
    static String defaultRoute(String table) {
        return table.lines()
                .skip(1)
                .map(line -> List.of(line.strip().split("\\s+")))
                .filter(cells -> cells.size() >= 8
                        && cells.get(1).equals("00000000")
                        && cells.get(7).equals("00000000"))
                .map(List::getFirst)
                .findFirst()
                .orElse("");
    }

    private static boolean isUp(NetworkInterface each) {
        try {
            return each.isUp() && !each.isLoopback() && !each.isPointToPoint();
        } catch (IOException gone) {
            return false;
        }
    }
}
