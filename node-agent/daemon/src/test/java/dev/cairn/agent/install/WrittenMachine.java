package dev.cairn.agent.install;

import dev.cairn.protocol.AfterInstall;
import dev.cairn.protocol.FleetId;
import dev.cairn.protocol.InstallRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One block of {@code machines.txt}, laid out as a tree of files. */
final class WrittenMachine implements Holdings {
    private final String name;
    private final Path root;
    private final Map<String, Holding> holdings = new HashMap<>();
    private final Map<String, Path> disks = new HashMap<>();
    private final List<String> mounts = new ArrayList<>();
    private final List<String> swaps = new ArrayList<>(List.of("Filename Type Size Used Priority"));
    private final List<String> expected = new ArrayList<>();
    private InstallRule rule = new InstallRule("only-internal", 0, false, 0, AfterInstall.REBOOT);

    private WrittenMachine(String name, Path root) {
        this.name = name;
        this.root = root;
    }

    /** All blocks, below folders of {@code root} that are made when they are laid out. */
    static List<List<String>> blocks(List<String> lines) {
        List<List<String>> blocks = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith("machine ")) {
                blocks.add(new ArrayList<>());
            }
            if (!line.isBlank() && !line.startsWith("#")) {
                blocks.getLast().add(line);
            }
        }
        return blocks;
    }

    static WrittenMachine layOut(List<String> block, Path root) throws IOException {
        WrittenMachine machine = new WrittenMachine(block.getFirst(), root);
        for (String line : block.subList(1, block.size())) {
            machine.add(line.split(" "));
        }
        machine.write("proc/self/mountinfo", String.join("\n", machine.mounts));
        machine.write("proc/swaps", String.join("\n", machine.swaps));
        return machine;
    }

    private void add(String[] words) throws IOException {
        String rest = String.join(" ", Arrays.copyOfRange(words, 1, words.length));
        switch (words[0]) {
            case "disk" -> disk(words);
            case "part" -> part(words);
            case "mount" -> mounts.add("20 1 " + words[1] + " / " + words[2] + " ro - squashfs /dev/root ro");
            case "swap" -> swaps.add(words[1] + " partition 1000 0 -2");
            case "holder" ->
                Files.createDirectories(partition(words[1]).resolve("holders").resolve(words[2]));
            case "by-path" -> link(root.resolve("dev/disk/by-path").resolve(words[1]), Path.of("../../" + words[2]));
            case "udev" -> write("run/udev/data/b" + words[1], "E:" + words[2] + "\n");
            case "link" ->
                link(
                        root.resolve("sys/devices").resolve(words[1]),
                        root.resolve("sys/devices").resolve(words[2]));
            case "file" -> write(words[1].substring(1), words[2] + "\n");
            case "holds" -> holdings.put(words[1], holding(words));
            case "rule" -> rule(words);
            case "=>" -> expected.add(rest.strip());
            default -> throw new IllegalArgumentException("unknown line: " + words[0]);
        }
    }

    private void disk(String[] words) throws IOException {
        Path device = root.resolve("sys/devices").resolve(words[3]);
        Path block = device.resolve("block").resolve(words[1]);
        if (words[3].startsWith("virtual/nvme-subsystem")) {
            block = device.resolve(words[1]);
        }
        Files.createDirectories(block);
        link(root.resolve("sys/block").resolve(words[1]), block);
        disks.put(words[1], block);
        if (!words[3].equals("virtual")) {
            link(block.resolve("device"), device);
        }
        Files.writeString(block.resolve("dev"), words[2] + "\n");
        for (int i = 4; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            Files.writeString(block.resolve(pair[0]), pair[1].replace('_', ' ') + "\n");
        }
    }

    private void part(String[] words) throws IOException {
        Path part = partition(words[1]);
        Files.createDirectories(part.resolve("holders"));
        Files.writeString(part.resolve("partition"), words[1].replaceAll(".*\\D", "") + "\n");
        Files.writeString(part.resolve("dev"), words[2] + "\n");
        Files.writeString(part.resolve("size"), words[3] + "\n");
        link(root.resolve("sys/class/block").resolve(words[1]), part);
        StringBuilder udev = new StringBuilder();
        for (int i = 4; i < words.length; i++) {
            String[] pair = words[i].split("=", 2);
            udev.append(pair[0].equals("fs") ? "E:ID_FS_TYPE=" : "E:ID_FS_LABEL=")
                    .append(pair[1])
                    .append('\n');
        }
        write("run/udev/data/b" + words[2], udev.toString());
    }

    private Path partition(String part) {
        return disks.entrySet().stream()
                .filter(disk -> part.startsWith(disk.getKey()))
                .findFirst()
                .orElseThrow()
                .getValue()
                .resolve(part);
    }

    private void rule(String[] words) {
        long minimum = 0;
        boolean erase = false;
        for (int i = 2; i < words.length; i++) {
            if (words[i].startsWith("min=")) {
                minimum = Long.parseLong(words[i].substring(4));
            } else {
                erase |= words[i].equals("erase");
            }
        }
        rule = new InstallRule(words[1], minimum, erase, 0, AfterInstall.REBOOT);
    }

    private static Holding holding(String[] words) {
        return switch (words[2]) {
            case "nothing" -> new Holding.Nothing();
            case "unfinished" -> new Holding.UnfinishedWrite();
            case "cairn" -> new Holding.Cairn(new FleetId(words[3]), words[4]);
            default -> new Holding.Data();
        };
    }

    private void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void link(Path link, Path target) throws IOException {
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, target);
    }

    @Override
    public Holding of(MachineDisk disk) {
        return holdings.getOrDefault(disk.name(), new Holding.Data());
    }

    String name() {
        return name;
    }

    Path root() {
        return root;
    }

    InstallRule rule() {
        return rule;
    }

    List<String> expected() {
        return expected;
    }
}
