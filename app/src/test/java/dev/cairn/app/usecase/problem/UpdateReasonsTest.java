package dev.cairn.app.usecase.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.UpdateEnd;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reasons in each of the shapes that an agent writes. */
final class UpdateReasonsTest {
    private final UpdateReasons reasons = new UpdateReasons(new ProblemTexts());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|''",
                "update.replaced|The update to v7 was given up for a newer order.",
                "update.fell-back: slot b did not come up after 3 tries|Slot B did not come up after 3 tries",
                "update.unhealthy: k3s never gets ready|The trial of slot B was not healthy in time: k3s never gets ready.",
                "slot.too-small while update: b {free=10, needed=2147483648}|Slot B has 10 B; the release needs 2.0 GiB.",
                "slot b was booted before it was armed|Slot B was booted before it was armed",
                "nobody.knows-this: a code|Nobody.knows-this: a code",
            })
    void areTurnedIntoSentences(String told, String words) {
        UpdateEnd end = new UpdateEnd("failed", told, "b1", "r1", "v7", "a", "a", Instant.EPOCH);
        assertThat(reasons.of(end)).isEqualTo(words);
    }
}
