package dev.cairn.agent.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.telemetry.BootLogs;
import dev.cairn.agent.telemetry.LogEnd;
import dev.cairn.protocol.Answers;
import dev.cairn.protocol.SlotName;
import dev.cairn.protocol.TrialLogState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boots are written as their logs; the last one is the present one. */
class TrialLogsTest {
    private static final FailedTrial TRIAL = new FailedTrial("b2", SlotName.B, "aa-11", 77);

    @TempDir
    Path folder;

    private final Map<String, String> boots = new LinkedHashMap<>();
    private final List<String> readBoots = new ArrayList<>();
    private boolean unreadable;
    private boolean bootstrap;
    private @Nullable FailedTrial trial = TRIAL;

    @Test
    void keepsTheLastBootOfTheTrialAndNoneBeforeItBegan() {
        boots.put("aa10", "cairn.slot=b x\nan older run of the same slot");
        boots.put("aa11", "cairn.slot=a x\narmed");
        boots.put("aa12", "cairn.slot=b x\nfirst try");
        boots.put("aa13", "cairn.slot=b x\nsecond try");
        boots.put("aa14", "cairn.slot=a x\npresent");
        TrialLogs logs = logs();
        assertThat(logs.now().state()).isEqualTo(TrialLogState.NOT_YET);
        assertThat(logs.turn()).isLessThan(Duration.ofSeconds(5));
        Answers.TrialLog kept = logs.answer();
        assertThat(kept)
                .isEqualTo(new Answers.TrialLog(
                        TrialLogState.KEPT, "b2", 77, SlotName.B, "aa13", "cairn.slot=b x\nsecond try", false));

        boots.clear();
        readBoots.clear();
        TrialLogs afterARestart = logs();
        afterARestart.turn();
        assertThat(afterARestart.answer()).isEqualTo(kept);
        assertThat(readBoots).isEmpty();
    }

    @Test
    void aBootOfTheBootstrapSystemIsNoneOfSlotB() {
        boots.put("aa11", "cairn.slot=a x\narmed");
        boots.put("aa12", "cairn.slot=bootstrap x\nby hand");
        boots.put("aa14", "cairn.slot=a x\npresent");
        TrialLogs logs = logs();
        logs.turn();
        assertThat(logs.answer().state()).isEqualTo(TrialLogState.NOTHING_WRITTEN);
        assertThat(logs.answer().text()).isNull();
    }

    @Test
    void aTrialThatRolledItselfBackIsTheBootThatTheRecordNames() {
        boots.put("aa11", "cairn.slot=b x\nunhealthy");
        boots.put("aa14", "cairn.slot=a x\npresent");
        TrialLogs logs = logs();
        logs.turn();
        assertThat(logs.answer().text()).endsWith("unhealthy");
    }

    @Test
    void keepsTheEndOfALongLogAndStillKnowsWhoseItIs() {
        String line = "x".repeat(1023);
        boots.put("aa12", "cairn.slot=b x\n" + (line + "\n").repeat(300) + "the end");
        boots.put("aa14", "cairn.slot=a x\npresent");
        TrialLogs logs = logs();
        logs.turn();
        assertThat(logs.answer().cut()).isTrue();
        assertThat(Objects.requireNonNull(logs.answer().text()))
                .hasSizeLessThanOrEqualTo(BootLogs.MOST_BYTES)
                .hasSizeGreaterThan(BootLogs.MOST_BYTES - 2048)
                .startsWith(line)
                .endsWith("\nthe end");
    }

    @Test
    void whoAsksWhileItIsLookedForGetsItAsSoonAsItIsFound() throws Exception {
        boots.put("aa11", "cairn.slot=b x\nunhealthy");
        TrialLogs logs = logs();
        CompletableFuture<Answers.TrialLog> asked = CompletableFuture.supplyAsync(logs::answer);
        logs.turn();
        assertThat(asked.get(2, TimeUnit.MINUTES).state()).isEqualTo(TrialLogState.KEPT);
    }

    @Test
    void saysSoAfterAFewLooksIfNothingCanBeRead() {
        unreadable = true;
        TrialLogs logs = logs();
        assertThat(logs.turn()).isGreaterThan(Duration.ofSeconds(10));
        logs.turn();
        assertThat(logs.now().state()).isEqualTo(TrialLogState.NOT_YET);
        logs.turn();
        assertThat(logs.answer().state()).isEqualTo(TrialLogState.UNREADABLE);
    }

    @Test
    void theBootstrapSystemTellsWhatWasKeptAndLooksForNothing() {
        bootstrap = true;
        boots.put("aa12", "cairn.slot=b x\nfirst try");
        TrialLogs logs = logs();
        logs.turn();
        assertThat(logs.answer().state()).isEqualTo(TrialLogState.NOT_YET);
        trial = null;
        assertThat(logs.answer().state()).isEqualTo(TrialLogState.NO_TRIAL);
    }

    private TrialLogs logs() {
        return new TrialLogs(this::record, new Written(), new StateFolder(folder), new Booted());
    }

    private UpdateRecord record() {
        FailedTrial failed = trial;
        return failed == null ? UpdateRecord.fresh() : UpdateRecord.fresh().fellBack(failed);
    }

    private final class Written implements BootLogs {
        @Override
        public List<String> boots() throws IOException {
            if (unreadable) {
                throw new IOException("no journal");
            }
            return List.copyOf(boots.keySet());
        }

        @Override
        public BootLog read(String boot, String mark) {
            readBoots.add(boot);
            LogEnd end = new LogEnd(MOST_BYTES, mark);
            Objects.requireNonNull(boots.get(boot)).lines().forEach(end);
            return end.log();
        }
    }

    private final class Booted implements Machine {
        @Override
        public Optional<SlotName> bootedSlot() {
            return bootstrap ? Optional.empty() : Optional.of(SlotName.A);
        }

        @Override
        public boolean runsBootstrap() {
            return bootstrap;
        }

        @Override
        public String bootId() {
            return "aa-14";
        }

        @Override
        public long uptimeMs() {
            return 0;
        }

        @Override
        public Optional<String> machineId() {
            return Optional.empty();
        }

        @Override
        public UUID partitionGuid(SlotName slot) {
            return new UUID(0, 0);
        }

        @Override
        public void applyHostName(String hostName) {}

        @Override
        public void reboot() {}
    }
}
