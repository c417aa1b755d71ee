package dev.cairn.app.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void writesBytesInIecUnits() {
        assertThat(Numbers.bytes(0)).isEqualTo("0\u00a0B");
        assertThat(Numbers.bytes(1536)).isEqualTo("1.5\u00a0KiB");
        assertThat(Numbers.bytes(697_303_040L)).isEqualTo("665\u00a0MiB");
        assertThat(Numbers.rate(2_097_152)).isEqualTo("2.0\u00a0MiB/s");
    }

    @Test
    void writesSpansWithOneUnit() {
        assertThat(Numbers.span(Duration.ofSeconds(40))).isEqualTo("40\u00a0s");
        assertThat(Numbers.span(Duration.ofMinutes(5))).isEqualTo("5\u00a0min");
        assertThat(Numbers.span(Duration.ofDays(3))).isEqualTo("3\u00a0d");
        assertThat(Numbers.span(Duration.ofSeconds(-4))).isEqualTo("0\u00a0s");
    }

    @Test
    void saysHowLongAgo() {
        Instant now = Instant.parse("2026-03-01T12:00:00Z");
        assertThat(Times.ago(now, now)).isEqualTo("now");
        assertThat(Times.ago(now.minusSeconds(7200), now)).isEqualTo("2\u00a0h ago");
    }
}
