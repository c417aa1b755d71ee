package dev.cairn.boot.powercut;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BootEntryTest {
    @Test
    void sortsTrialsByVersionAndWhatIsUsedUpToTheEnd() {
        BootEntry bootstrap = entry("cairn-bootstrap.conf", "0");
        BootEntry old = entry("cairn-a.conf", "9");
        BootEntry fresh = entry("cairn-b+3.conf", "10");
        BootEntry tried = entry("cairn-b+2-1.conf", "10");
        BootEntry usedUp = entry("cairn-b+0-3.conf", "10");
        assertOrder(fresh, old, bootstrap);
        assertOrder(tried, old, bootstrap);
        assertOrder(old, bootstrap, usedUp);
        assertOrder(entry("cairn-b.conf", "10"), old, bootstrap);
    }

    @Test
    void entriesWithoutSortKeyComeAfterThoseWithOne() {
        BootEntry without = BootEntry.parse("zz.conf", "linux /l\nversion 99\n".getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        assertOrder(entry("cairn-a.conf", "1"), without);
    }

    @Test
    void readsCountersAsTheLoaderDoes() {
        assertThat(entry("cairn-b+3.conf", "1").triesLeft()).hasValue(3);
        assertThat(entry("cairn-b+2-1.conf", "1").triesDone()).isEqualTo(1);
        assertThat(entry("cairn-b+2-1.conf", "1").tried().id()).isEqualTo("cairn-b+1-2.conf");
        assertThat(entry("cairn-b+3.conf", "1").tried().id()).isEqualTo("cairn-b+2-1.conf");
        assertThat(entry("cairn-b.conf", "1").tried().id()).isEqualTo("cairn-b.conf");
        assertThat(entry("cairn-b.conf", "1").triesLeft()).isEmpty();
        assertThat(entry("cairn+x.conf", "1").triesLeft()).isEmpty();
    }

    @Test
    void passesOverWhatIsNoEntry() {
        byte[] good = "linux /l\n".getBytes(StandardCharsets.UTF_8);
        assertThat(BootEntry.parse("a.conf", good)).isPresent();
        assertThat(BootEntry.parse(".a.conf", good)).isEmpty();
        assertThat(BootEntry.parse("auto-a.conf", good)).isEmpty();
        assertThat(BootEntry.parse("a.conf.new", good)).isEmpty();
        assertThat(BootEntry.parse("a.conf", new byte[512])).isEmpty();
        assertThat(BootEntry.parse("a.conf", "#linux /l\ntitle x\nlinux\n".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    /** The examples of the specification of version formats, and what entries of ours differ in. */
    @ParameterizedTest
    @CsvSource({
        "11, 11, 0",
        "systemd-123, systemd-123, 0",
        "bar-123, foo-123, -1",
        "123a, 123, 1",
        "123.a, 123, 1",
        "123.a, 123.b, -1",
        "123a, 123.a, 1",
        "11α, 11β, 0",
        "A, a, -1",
        "'', 0, -1",
        "0., 0, 1",
        "0.0, 0, 1",
        "0, ~, 1",
        "'', ~, 1",
        "1_, 1, 0",
        "_1, 1, 0",
        "1_, 1.2, -1",
        "1_2_3, 1.3.3, 1",
        "1+, 1, 0",
        "+1, 1, 0",
        "9, 10, -1",
        "0099, 100, -1"
    })
    void comparesVersionsAsTheSpecificationSays(String left, String right, int order) {
        VersionOrder versions = new VersionOrder();
        assertThat(Integer.signum(versions.compare(left, right))).isEqualTo(order);
        assertThat(Integer.signum(versions.compare(right, left))).isEqualTo(-order);
    }

    private static BootEntry entry(String name, String version) {
        String text = "title t\nsort-key cairn\nversion " + version + "\nlinux /cairn/b/linux\n\n\n";
        return BootEntry.parse(name, text.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static void assertOrder(BootEntry... expected) {
        List<BootEntry> shuffled = new ArrayList<>(List.of(expected));
        for (int seed = 0; seed < 6; seed++) {
            Collections.shuffle(shuffled, new Random(seed));
            shuffled.sort(BootEntry.FIRST_STARTS);
            assertThat(shuffled).containsExactly(expected);
        }
    }
}
