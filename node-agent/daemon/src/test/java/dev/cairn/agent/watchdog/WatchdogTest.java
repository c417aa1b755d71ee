package dev.cairn.agent.watchdog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cairn.agent.lane.Lane;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class WatchdogTest {
    private static final Duration LIMIT = Duration.ofMillis(100);
    private static final Duration MOST = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void beatsWhileTheLaneGetsOnAndNotOnceItHangs() throws Throwable {
        AtomicLong nanoTime = new AtomicLong();
        AtomicReference<Duration> inTurnFor = new AtomicReference<>(Duration.ZERO);
        AtomicLong progress = new AtomicLong();
        Path path = folder.resolve("notify");
        AtomicReference<Duration> wanted = new AtomicReference<>(Duration.ofHours(1));
        try (DatagramEar systemd = new DatagramEar(path)) {
            LaneSign sign = new LaneSign("update", inTurnFor::get, progress::get, LIMIT, nanoTime::get);
            Watchdog watchdog =
                    Watchdog.of(path.toString(), wanted::get, List.of(sign)).orElseThrow();
            watchdog.turn();
            watchdog.turn();
            assertThat(systemd.heard()).containsExactly("WATCHDOG_USEC=180000000", "WATCHDOG=1", "WATCHDOG=1");
            inTurnFor.set(LIMIT.multipliedBy(2));
            nanoTime.set(LIMIT.multipliedBy(2).toNanos());
            progress.incrementAndGet();
            watchdog.turn();
            assertThat(systemd.heard()).as("a long turn that gets on").containsExactly("WATCHDOG=1");
            inTurnFor.set(LIMIT.multipliedBy(4));
            nanoTime.set(LIMIT.multipliedBy(4).toNanos());
            watchdog.turn();
            assertThat(systemd.heard()).as("a turn that hangs").isEmpty();
            inTurnFor.set(Duration.ZERO);
            watchdog.turn();
            assertThat(systemd.heard()).containsExactly("WATCHDOG=1");
            wanted.set(Duration.ofSeconds(90));
            assertThat(watchdog.turn()).isLessThan(Duration.ofSeconds(45));
            assertThat(systemd.heard()).as("a trial").containsExactly("WATCHDOG_USEC=90000000", "WATCHDOG=1");
            wanted.set(Duration.ofSeconds(1));
            watchdog.turn();
            assertThat(systemd.heard()).as("a short window").containsExactly("WATCHDOG_USEC=40000000", "WATCHDOG=1");
        }
    }

    @Test
    void aLaneTellsHowLongItsTurnHasLasted() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        try (Lane lane = Lane.start("update", () -> {
            begun.countDown();
            hang(over);
            return Duration.ofHours(1);
        })) {
            begun.await();
            await().atMost(MOST).until(() -> lane.inTurnFor().compareTo(LIMIT) > 0);
            over.countDown();
            await().atMost(MOST).until(() -> lane.inTurnFor().isZero());
        }
    }

    @Test
    void anSshServerThatSaysNothingIsDead() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket silent = new ServerSocket(0, 5, loopback)) {
            assertThat(new SshSign(loopback, silent.getLocalPort(), LIMIT).lives())
                    .isFalse();
        }
        try (ServerSocket talking = new ServerSocket(0, 5, loopback)) {
            Thread.ofVirtual().start(() -> {
                try (Socket one = talking.accept()) {
                    one.getOutputStream().write("SSH-2.0-test\r\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException closed) {
                    throw new AssertionError(closed);
                }
            });
            SshSign sign = new SshSign(InetAddress.getByName("0.0.0.0"), talking.getLocalPort(), MOST);
            assertThat(sign.lives()).isTrue();
        }
    }

    @Test
    void withoutSystemdThereIsNoWatchdogAndOneThatIsGoneHarmsNothing() {
        assertThat(Watchdog.of(null, () -> Watchdog.LIMIT, List.of())).isEmpty();
        assertThat(Watchdog.of("nonsense", () -> Watchdog.LIMIT, List.of())).isEmpty();
        Watchdog nobodyListens = Watchdog.of(folder.resolve("gone").toString(), () -> Watchdog.LIMIT, List.of())
                .orElseThrow();
        assertThat(nobodyListens.turn()).isLessThan(Watchdog.LIMIT.dividedBy(2));
    }

    private static void hang(CountDownLatch never) {
        try {
            never.await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
