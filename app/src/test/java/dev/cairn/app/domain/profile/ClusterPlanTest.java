package dev.cairn.app.domain.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.protocol.ClusterSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ClusterPlanTest {
    @Test
    void aProfileThatSaysNothingGetsTheUsualCluster() {
        assertThat(plan(Map.of("version", "v1.34.1+k3s1")))
                .isEqualTo(new ClusterPlan(ClusterSettings.USUAL, List.of()));
    }

    @Test
    void everySettingHasItsPlace() {
        ClusterPlan plan = plan(Map.ofEntries(
                Map.entry("voters", "5"),
                Map.entry("cluster-cidr", "10.50.0.0/16"),
                Map.entry("service-cidr", "10.51.0.0/16"),
                Map.entry("flannel-backend", "host-gw"),
                Map.entry("disable", "traefik, servicelb"),
                Map.entry("default-local-storage-path", "/var/lib/volumes"),
                Map.entry("tls-san", "shop.example 192.0.2.7"),
                Map.entry("etcd-snapshot-schedule-cron", "0 */6 * * *"),
                Map.entry("etcd-snapshot-retention", "9"),
                Map.entry("secrets-encryption", "true"),
                Map.entry("registries", "none")));
        assertThat(plan.faults()).isEmpty();
        assertThat(plan.settings())
                .isEqualTo(new ClusterSettings(
                        ClusterSettings.FORMAT,
                        5,
                        "10.50.0.0/16",
                        "10.51.0.0/16",
                        "host-gw",
                        List.of("servicelb", "traefik"),
                        "/var/lib/volumes",
                        List.of("192.0.2.7", "shop.example"),
                        "0 */6 * * *",
                        9,
                        true,
                        true));
    }

    @Test
    void layersThatBringNetworkAndStorageTurnOffWhatK3sBrings() {
        ClusterSettings settings = plan(Map.of(), LayerKind.CNI, LayerKind.CSI).settings();
        assertThat(settings.flannelBackend()).isEqualTo("none");
        assertThat(settings.disabled()).containsExactly("local-storage");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    voters          | 2             | 1, 3 or 5
                    voters          | two           | 1, 3 or 5
                    voter           | 5             | one of version, voters
                    cluster-cidr    | 10.50.0.0     | IPv4 addresses
                    cluster-cidr    | 10.50.0.0/24  | prefix of 8 to 22
                    cluster-cidr    | 10.43.0.0/16  | do not share
                    service-cidr    | 10.42.9.0/24  | do not share
                    flannel-backend | none          | a layer of kind cni
                    disable         | trafik        | traefik
                    default-local-storage-path | /opt/volumes | below /var
                    default-local-storage-path | /var/../etc | below /var
                    etcd-snapshot-retention | 0     | 1 to 999
                    secrets-encryption | yes        | true or false
                    registries      | some          | any, or none
                    """)
    void whatCannotBeMeantIsRefusedWithItsRemedy(String setting, String value, String remedy) {
        List<SettingFault> faults = plan(Map.of(setting, value)).faults();
        assertThat(faults).hasSize(1);
        assertThat(faults.getFirst().layer()).isEqualTo(1);
        assertThat(faults.getFirst().setting()).isEqualTo(setting);
        assertThat(faults.getFirst().value()).isEqualTo(value);
        assertThat(faults.getFirst().allowed()).contains(remedy);
    }

    @Test
    void contradictionsBetweenLayersAreRefused() {
        assertThat(plan(Map.of("flannel-backend", "vxlan"), LayerKind.CNI).faults())
                .extracting(SettingFault::setting)
                .containsExactly("flannel-backend");
        assertThat(plan(Map.of("default-local-storage-path", "/var/v"), LayerKind.CSI)
                        .faults())
                .extracting(SettingFault::setting)
                .containsExactly("default-local-storage-path");
    }

    private static ClusterPlan plan(Map<String, String> settings, LayerKind... more) {
        List<ClusterPlan.Words> layers = new ArrayList<>();
        layers.add(new ClusterPlan.Words(LayerKind.BASE_OS, Map.of("compression", "zstd")));
        layers.add(new ClusterPlan.Words(LayerKind.KUBERNETES, settings));
        for (LayerKind kind : more) {
            layers.add(new ClusterPlan.Words(kind, Map.of()));
        }
        return ClusterPlan.of(layers);
    }
}
