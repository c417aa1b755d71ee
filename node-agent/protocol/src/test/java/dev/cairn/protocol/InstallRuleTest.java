package dev.cairn.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstallRuleTest {
    private static final Seed SEED =
            Seed.of(new FleetId("f1"), FleetKey.generate().publicKey(), "b1", new byte[32]);

    @Test
    void anInstallerSeedComesBackAndItsDisksGetTheSeedWithout() {
        InstallRule rule = new InstallRule("serial:S64DNF0R", 64_000_000_000L, true, 5, AfterInstall.POWER_OFF);
        Seed stick = SEED.installing(rule);
        assertThat(new String(stick.toPaddedBytes(), StandardCharsets.UTF_8).strip())
                .endsWith("\"install\":{\"disk\":\"serial:S64DNF0R\",\"minimumBytes\":64000000000,"
                        + "\"eraseData\":true,\"countdownSeconds\":5,\"then\":\"power-off\"}}");
        assertThat(Seed.read(stick.toPaddedBytes())).isEqualTo(stick);
        assertThat(stick.installing(null)).isEqualTo(SEED);
        assertThat(new String(SEED.toPaddedBytes(), StandardCharsets.UTF_8)).doesNotContain("install");
    }

    @Test
    void whatIsLeftOutIsTheCarefulChoice() {
        assertThat(read("{\"disk\":\"only-internal\"}"))
                .isEqualTo(new InstallRule("only-internal", 0, false, 30, AfterInstall.REBOOT))
                .isEqualTo(InstallRule.of(new DiskChoice.OnlyInternal()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"only-internal", "largest-internal", "serial:WD-1", "path:pci-0000:00:17.0-ata-1"})
    void aDiskIsReadAsItIsWritten(String text) {
        assertThat(DiskChoice.of(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"disk\":\"first\"}|first",
                "{\"disk\":\"serial:\"}|serial",
                "{\"disk\":\"serial: X\"}|serial",
                "{\"disk\":\"path:../sda\"}|path",
                "{}|disk",
                "{\"disk\":\"only-internal\",\"then\":\"dance\"}|dance",
                "{\"disk\":\"only-internal\",\"minimumBytes\":-1}|minimumBytes",
                "{\"disk\":\"only-internal\",\"countdownSeconds\":100000}|countdownSeconds",
                "{\"disk\":\"only-internal\",\"eraseEverything\":true}|eraseEverything",
            })
    void whatIsNotKnownIsRefusedByName(String install, String named) {
        ProtocolException refused = catchThrowableOfType(ProtocolException.class, () -> read(install));
        assertThat(refused.problem()).isEqualTo(NodeProblem.SEED_MALFORMED);
        assertThat(refused.arguments().get("reason")).contains(named);
    }

    @Test
    void aStickForManyMachinesNamesNoneOfThem() {
        InstallRule rule = InstallRule.of(new DiskChoice.LargestInternal());
        assertThatThrownBy(() -> SEED.named("ridge-1").installing(rule)).hasMessageContaining("host name");
        assertThatThrownBy(() -> SEED.installing(rule).named("ridge-1")).hasMessageContaining("host name");
    }

    private static InstallRule read(String install) {
        String json = new String(ProtocolJson.bytes(SEED), StandardCharsets.UTF_8);
        String with = json.substring(0, json.length() - 1) + ",\"install\":" + install + "}";
        InstallRule rule = Seed.read(with.getBytes(StandardCharsets.UTF_8)).install();
        assertThat(rule).isNotNull();
        return java.util.Objects.requireNonNull(rule);
    }
}
