package dev.cairn.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterSettingsTest {
    private static final ClusterSettings ALL = new ClusterSettings(
            ClusterSettings.FORMAT,
            5,
            "10.50.0.0/16",
            "10.51.0.0/16",
            "none",
            List.of("local-storage", "traefik"),
            "/var/lib/volumes",
            List.of("shop.example"),
            "0 */6 * * *",
            7,
            true,
            true);

    @Test
    void readsWhatItWrites() {
        assertThat(ClusterSettings.read(ALL.bytes())).isEqualTo(ALL);
        assertThat(ClusterSettings.read(ClusterSettings.USUAL.bytes())).isEqualTo(ClusterSettings.USUAL);
        assertThat(new String(ClusterSettings.USUAL.bytes(), StandardCharsets.UTF_8))
                .as("in the form that stands in slots")
                .isEqualTo("{\"disabled\":[],\"format\":\"cairn-cluster-1\",\"registriesForbidden\":false,"
                        + "\"secretsEncrypted\":false,\"snapshotsKept\":5,\"tlsSans\":[],\"voters\":3}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    cairn-cluster-1 | cairn-cluster-2 | format is not cairn-cluster-1
                    "voters":5      | "voters":4      | voters are 1, 3 or 5
                    10.51.0.0/16    | 10.50.128.0/17  | pods and services share addresses
                    "snapshotsKept":7 | "snapshotsKept":0 | at least one snapshot
                    traefik         | Traefik         | not a word of k3s
                    "voters":5      | "voters":5,"more":1 | more
                    """)
    void refusesWhatWouldBreakAClusterByName(String right, String wrong, String reason) {
        String json = new String(ALL.bytes(), StandardCharsets.UTF_8);
        assertThat(json).contains(right);
        byte[] broken = json.replace(right, wrong).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ClusterSettings.read(broken))
                .isInstanceOfSatisfying(ProtocolException.class, refused -> {
                    assertThat(refused.problem()).isEqualTo(NodeProblem.SETTINGS_MALFORMED);
                    assertThat(refused.arguments().get("reason")).contains(reason);
                });
    }

    @ParameterizedTest
    @CsvSource({"10.42.0.0", "10.42.0.0/33", "10.42.1.0/16", "10.256.0.0/16", "fd00::/8"})
    void aRangeThatIsNoneIsRefused(String text) {
        assertThatThrownBy(() -> Cidr.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rangesOverlapWhenOneHoldsTheOther() {
        assertThat(Cidr.parse("10.0.0.0/8").overlaps(Cidr.parse("10.42.0.0/16")))
                .isTrue();
        assertThat(Cidr.parse("10.42.0.0/16").overlaps(Cidr.parse("10.43.0.0/16")))
                .isFalse();
        assertThat(Cidr.parse("0.0.0.0/0").overlaps(Cidr.parse("255.255.255.255/32")))
                .isTrue();
    }
}
