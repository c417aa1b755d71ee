package dev.cairn.agent.wiring;

import dev.cairn.agent.identity.Membership;
import dev.cairn.agent.kubernetes.K3sDriver;
import dev.cairn.agent.kubernetes.KubernetesDriver;
import dev.cairn.agent.linux.LinuxCommands;
import dev.cairn.agent.linux.LinuxMachine;
import dev.cairn.agent.played.PlayedKubernetes;
import dev.cairn.agent.played.PlayedMachine;
import dev.cairn.agent.slot.Machine;
import dev.cairn.agent.slot.SlotStore;
import dev.cairn.protocol.SlotName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;

/** The machine that the options name, with its slots, ESP and Kubernetes driver. Immutable. */
record Platform(
        Machine machine,
        SlotStore slots,
        Path esp,
        Path seed,
        KubernetesDriver kubernetes,
        Duration kubernetesPoll,
        boolean hasJournal) {
    static Platform of(AgentOptions options, IntConsumer exit) {
        Path playedFolder = options.playedFolder();
        return playedFolder == null ? linux(options) : played(options, playedFolder, exit);
    }

    private static Platform linux(AgentOptions options) {
        Path root = Path.of("/");
        LinuxCommands commands = new LinuxCommands();
        LinuxMachine machine = new LinuxMachine(root, commands);
        Path seed = options.seed() == null ? options.esp().resolve("cairn/seed.json") : options.seed();
        return new Platform(
                machine,
                machine.slots(),
                options.esp(),
                seed,
                new K3sDriver(root, commands, Platform::noServerHeard),
                Duration.ofSeconds(5),
                true);
    }

    private static Platform played(AgentOptions options, Path folder, IntConsumer exit) {
        PlayedMachine machine = new PlayedMachine(folder, exit);
        Path seed = options.seed() == null ? machine.seed() : options.seed();
        Path booted = machine.slot(machine.bootedSlot().orElse(SlotName.A));
        return new Platform(
                machine,
                machine.slots(),
                machine.esp(),
                seed,
                new PlayedKubernetes(booted),
                Duration.ofMillis(200),
                false);
    }

    /** Workers join once nodes hear each other's beacons; until then an order cannot make a real worker. */
    private static Optional<String> noServerHeard(Membership membership) {
        return Optional.empty();
    }
}
