package dev.cairn.app.adapter.drive.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lays out the folders sys, proc, dev and run of a machine that is written down in lines:
 *
 * <pre>
 * disk NAME MAJ:MIN PATH [key=value…]    a drive; PATH is its parent device below /sys/devices
 * part NAME MAJ:MIN [key=value…]         a partition of the drive or layer above it
 * layer NAME MAJ:MIN [on=A,B] […]        dm, md, bcache, zram …: below /sys/devices/virtual/block
 * loop NAME MAJ:MIN FILE [key=value…]    a loop device with its backing file
 * mount MAJ:MIN POINT TYPE SOURCE [OPTIONS]
 * first-mount MAJ:MIN POINT TYPE SOURCE  a mount that only the first process sees
 * swap PATH
 * btrfs UUID NAME…                       the devices of one file system
 * sys PATH = TEXT                        any further file below /sys
 * link PATH -> TARGET                    a link below /sys; both below /sys
 * user UID                               who runs Cairn; 0 when not told
 * udisks                                 udisks2 is installed
 * udev off                               no udev database from here on
 * </pre>
 *
 * Keys: sectors, removable, ro, diskseq, hidden, content (what {@link Signatures} can make, joined by +), type (GPT partition
 * type); any other key is a file of the device, for example {@code device/model}. An underscore in a value stands for a space.
 */
final class RecordedLinux {
    private static final String SECTORS = "62333952";

    private final Path root;
    private final StringBuilder mountinfo = new StringBuilder();
    private final StringBuilder firstMountinfo = new StringBuilder();
    private final StringBuilder swaps = new StringBuilder("Filename Type Size Used Priority\n");
    private Path whole;
    private String user = "0";
    private boolean udev = true;

    private RecordedLinux(Path root) {
        this.root = root;
        this.whole = root;
    }

    /** Lays the machine out below {@code root}. */
    static void layOut(List<String> lines, Path root) throws IOException {
        RecordedLinux machine = new RecordedLinux(root);
        for (String line : lines) {
            machine.line(line.split("\\s+"), line);
        }
        machine.write("proc/self/mountinfo", machine.mountinfo.toString());
        machine.write("proc/1/mountinfo", machine.firstMountinfo.toString());
        machine.write("proc/swaps", machine.swaps.toString());
        machine.write(
                "proc/self/status",
                "Name:\tjava\nUid:\t" + (machine.user + "\t").repeat(4).strip() + "\n");
        Files.createDirectories(root.resolve("sys/block"));
    }

    private void line(String[] words, String line) throws IOException {
        switch (words[0]) {
            case "disk" -> device(words, root.resolve("sys/devices").resolve(words[3]), 4);
            case "layer" -> device(words, root.resolve("sys/devices/virtual"), 3);
            case "loop" -> {
                device(words, root.resolve("sys/devices/virtual"), 4);
                write(whole.resolve("loop/backing_file"), words[3]);
            }
            case "part" -> {
                Path folder = whole.resolve(words[1]);
                write(folder.resolve("partition"), "1");
                common(words, folder, 3);
            }
            case "mount" -> mountinfo.append(mount(words));
            case "first-mount" -> firstMountinfo.append(mount(words));
            case "swap" -> swaps.append(words[1]).append(" partition 10 0 -2\n");
            case "btrfs" -> {
                for (String member : List.of(words).subList(2, words.length)) {
                    Files.createDirectories(root.resolve("sys/fs/btrfs/" + words[1] + "/devices/" + member));
                }
            }
            case "sys" ->
                write("sys/" + words[1], line.substring(line.indexOf('=') + 1).strip());
            case "link" -> {
                Path link = root.resolve("sys").resolve(words[1]);
                Files.createDirectories(link.resolve("..").normalize());
                Files.createSymbolicLink(link, root.resolve("sys").resolve(words[3]));
            }
            case "user" -> user = words[1];
            case "udisks" ->
                write("usr/share/dbus-1/system-services/org.freedesktop.UDisks2.service", "[D-BUS Service]");
            case "udev" -> udev = false;
            default -> throw new IllegalArgumentException(line);
        }
    }

    private static String mount(String[] words) {
        String options = words.length > 5 ? words[5] : "rw";
        return "30 22 " + words[1] + " / " + words[2] + " rw shared:1 - " + words[3] + " " + words[4] + " " + options
                + "\n";
    }

    private void device(String[] words, Path parent, int keys) throws IOException {
        boolean controller = words[1].startsWith("nvme");
        whole = controller ? parent.resolve(words[1]) : parent.resolve("block").resolve(words[1]);
        Files.createDirectories(whole);
        Files.createSymbolicLink(whole.resolve("device"), parent);
        Path listed = root.resolve("sys/block").resolve(words[1]);
        Files.createDirectories(root.resolve("sys/block"));
        Files.createSymbolicLink(listed, whole);
        write(whole.resolve("removable"), "0");
        write(whole.resolve("diskseq"), "7");
        common(words, whole, keys);
    }

    private void common(String[] words, Path folder, int keys) throws IOException {
        Map<String, String> values = new LinkedHashMap<>(Map.of("size", SECTORS, "ro", "0", "content", "", "type", ""));
        for (String word : List.of(words).subList(keys, words.length)) {
            String[] pair = word.split("=", 2);
            values.put(pair[0].equals("sectors") ? "size" : pair[0], pair[1].replace('_', ' '));
        }
        String content = String.valueOf(values.remove("content"));
        String type = String.valueOf(values.remove("type"));
        String on = values.remove("on");
        for (Map.Entry<String, String> value : values.entrySet()) {
            write(folder.resolve(value.getKey()), value.getValue());
        }
        write(folder.resolve("dev"), words[2]);
        if (on != null) {
            for (String lower : on.split(",")) {
                Files.createDirectories(folder.resolve("slaves").resolve(lower));
            }
        }
        Path device = root.resolve("dev").resolve(words[1].replace('!', '/'));
        Files.createDirectories(device.resolve("..").normalize());
        Signatures.write(device, content, Long.parseLong(String.valueOf(values.get("size"))) * 512);
        if (udev) {
            StringBuilder data = new StringBuilder("S:disk/by-path/x\nE:ID_MODEL=x\n");
            String udevType = Signatures.udevType(content);
            data.append(udevType.isEmpty() ? "" : "E:ID_FS_TYPE=" + udevType + "\n");
            data.append(type.isEmpty() ? "" : "E:ID_PART_ENTRY_TYPE=" + type + "\n");
            write("run/udev/data/b" + words[2], data.toString());
        }
    }

    private void write(String path, String text) throws IOException {
        write(root.resolve(path), text + (text.endsWith("\n") ? "" : "\n"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolve("..").normalize());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
