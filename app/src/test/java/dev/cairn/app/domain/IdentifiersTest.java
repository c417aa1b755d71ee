package dev.cairn.app.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class IdentifiersTest {
    private Instant now = Instant.ofEpochMilli(1_800_000_000_000L);

    @Test
    void thoseOfOneMillisecondSortInTheOrderInWhichTheyWereMade() {
        Identifiers identifiers = new Identifiers(() -> now);
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            made.add(identifiers.next());
        }
        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made).allSatisfy(id -> {
            assertThat(UUID.fromString(id).version()).isEqualTo(7);
            assertThat(UUID.fromString(id).variant()).isEqualTo(2);
        });
        now = now.plusMillis(100);
        assertThat(identifiers.next()).isGreaterThan(made.getLast());
    }

    @Test
    void tellTheirTimeAndFollowAClockThatIsSetBack() {
        Identifiers identifiers = new Identifiers(() -> now);
        assertThat(millis(identifiers.next())).isEqualTo(now.toEpochMilli());
        now = now.minusMillis(5);
        assertThat(millis(identifiers.next())).as("a small step back").isEqualTo(now.toEpochMilli() + 5);
        now = now.minusSeconds(3_600);
        assertThat(millis(identifiers.next())).isEqualTo(now.toEpochMilli());
    }

    private static long millis(String id) {
        return UUID.fromString(id).getMostSignificantBits() >>> 16;
    }
}
