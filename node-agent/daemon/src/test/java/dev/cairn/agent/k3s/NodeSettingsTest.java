package dev.cairn.agent.k3s;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.ClusterSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class NodeSettingsTest {
    private static final LanAddress ROUTED = new LanAddress("eth1", "192.0.2.7", true);
    private static final LanAddress LONELY = new LanAddress("eth0", "169.254.7.7", false);

    @Test
    void theInterfaceOfTheDefaultRouteIsFoundInTheKernelsTable() {
        String table = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
                + "eth0\t0000FEA9\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n"
                + "eth1\t00000000\t0102000A\t0003\t0\t0\t100\t00000000\t0\t0\t0\n";
        assertThat(LanAddress.defaultRoute(table)).isEqualTo("eth1");
        assertThat(LanAddress.defaultRoute("Iface\tDestination\n")).isEmpty();
    }

    @Test
    void aSiteWithoutARouterNamesItsInterface() {
        K3sSettings alone = NodeSettings.chosen(List.of(LONELY), "", K3sSettings.DEFAULT);
        assertThat(alone.nodeIp()).isEqualTo("169.254.7.7");
        assertThat(alone.flannelInterface()).isEqualTo("eth0");
        K3sSettings routed = NodeSettings.chosen(List.of(ROUTED, LONELY), "", K3sSettings.DEFAULT);
        assertThat(routed.nodeIp()).isEqualTo("192.0.2.7");
        assertThat(routed.flannelInterface()).isNull();
    }

    @Test
    void aServerKeepsTheRangesThatItsClusterWasMadeWith() {
        K3sSettings profile = K3sSettings.DEFAULT.withRanges("10.50.0.0/16", "10.51.0.0/16");
        assertThat(NodeSettings.kept("", profile)).isEqualTo(profile);
        assertThat(NodeSettings.kept("# cairn: agent\n", profile)).isEqualTo(profile);
        assertThat(NodeSettings.kept("# cairn: first-server\ncluster-cidr: \"10.60.0.0/16\"\n", profile))
                .isEqualTo(K3sSettings.DEFAULT.withRanges("10.60.0.0/16", null));
    }

    @Test
    void whatTheProfileSaysReachesK3s() {
        K3sSettings read = K3sSettings.of(new ClusterSettings(
                ClusterSettings.FORMAT,
                1,
                "10.50.0.0/16",
                "10.51.0.0/16",
                "none",
                List.of("traefik"),
                "/var/lib/volumes",
                List.of("shop.example"),
                "0 3 * * *",
                7,
                true,
                true));
        assertThat(read)
                .isEqualTo(new K3sSettings(
                        null,
                        List.of("shop.example"),
                        "10.50.0.0/16",
                        "10.51.0.0/16",
                        null,
                        "none",
                        null,
                        List.of("traefik"),
                        "/var/lib/volumes",
                        "0 3 * * *",
                        7,
                        true,
                        true,
                        List.of()));
        assertThat(K3sSettings.of(ClusterSettings.USUAL)).isEqualTo(K3sSettings.DEFAULT);
    }

    @Test
    void aNodeKeepsItsAddressAlsoWhileTheCableIsPulled() {
        assertThat(NodeSettings.chosen(
                                List.of(ROUTED, LONELY),
                                "node-ip: \"169.254.7.7\"\nflannel-iface: \"eth0\"\n",
                                K3sSettings.DEFAULT)
                        .nodeIp())
                .isEqualTo("169.254.7.7");
        assertThat(NodeSettings.chosen(List.of(), "node-ip: \"192.0.2.7\"\n", K3sSettings.DEFAULT)
                        .nodeIp())
                .isEqualTo("192.0.2.7");
        assertThat(NodeSettings.chosen(List.of(LONELY), "node-ip: \"192.0.2.7\"\n", K3sSettings.DEFAULT)
                        .nodeIp())
                .as("it has another one now")
                .isEqualTo("169.254.7.7");
        assertThat(NodeSettings.chosen(
                                List.of(), "node-ip: \"169.254.7.7\"\nflannel-iface: \"eth0\"\n", K3sSettings.DEFAULT)
                        .flannelInterface())
                .isEqualTo("eth0");
        assertThat(NodeSettings.chosen(List.of(), "", K3sSettings.DEFAULT).nodeIp())
                .isNull();
    }
}
