package dev.cairn.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.k3s.K3sOption;
import dev.cairn.standin.process.OptionTable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cairn writes no option that k3s does not know: its own list beside the table of k3s's options. */
final class K3sOptionsTest {
    private final OptionTable table = table();

    @ParameterizedTest
    @EnumSource(K3sOption.class)
    void everySupportedVersionKnowsTheOption(K3sOption option) {
        for (String version : table.supported()) {
            for (K3sOption.Command command : K3sOption.Command.values()) {
                if (option.isFor(command)) {
                    assertThat(table.knows(version, command.word(), option.key()))
                            .as("k3s %s of %s knows %s", command.word(), version, option.key())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void theTableTellsVersionsAndCommandsApart() {
        assertThat(table.supported()).contains("v1.31", "v1.34");
        assertThat(table.rows()).hasSizeGreaterThan(100);
        assertThat(table.knows("v1.31", "server", "secrets-encryption-provider"))
                .isFalse();
        assertThat(table.knows("v1.32", "server", "secrets-encryption-provider"))
                .isTrue();
        assertThat(table.knows("v1.34", "agent", "cluster-init")).isFalse();
        assertThat(table.knows("v1.34", "server", "no-deploy")).isFalse();
    }

    private static OptionTable table() {
        try (InputStream in = K3sOptionsTest.class.getResourceAsStream("/dev/cairn/resources/k3s/options.tsv")) {
            return OptionTable.parse(new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
