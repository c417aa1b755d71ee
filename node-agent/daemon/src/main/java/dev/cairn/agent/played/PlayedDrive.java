package dev.cairn.agent.played;

import dev.cairn.agent.state.DurableFiles;
import dev.cairn.image.bake.ImagePartition;
import dev.cairn.image.drive.ImageReader;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Takes what a machine would find on a written drive out of an image file, once. */
final class PlayedDrive {
    private static final List<String> ESP_FILES = List.of(
            "loader/loader.conf",
            "loader/entries/cairn-a.conf",
            "cairn/a/manifest.json",
            "cairn/a/linux",
            "cairn/a/initrd",
            "cairn/seed.json");

    private PlayedDrive() {}

    /** Does nothing if the folder was made before; {@code hardware.json} is written last. */
    static void insert(Path image, PlayedFolder files) throws IOException {
        if (Files.exists(files.hardware())) {
            return;
        }
        Files.createDirectories(files.folder());
        try (ImageReader drive = ImageReader.open(image)) {
            for (String name : ESP_FILES) {
                DurableFiles.replace(files.esp().resolve(name), drive.espFile("/" + name));
            }
            SlotManifest manifest = SlotManifest.parse(drive.espFile("/cairn/a/manifest.json"), "slot a");
            Map<String, UUID> guids = new TreeMap<>();
            long slotBytes = 0;
            for (ImagePartition partition : drive.partitions()) {
                for (SlotName slot : SlotName.values()) {
                    if (partition.label().equals("cairn-slot-" + slot.word())) {
                        guids.put(slot.word(), UUID.fromString(partition.guid()));
                        slotBytes = partition.bytes();
                    }
                }
                if (partition.label().equals("cairn-slot-a")) {
                    copy(image, partition.offset(), manifest.files().root().bytes(), files.slot(SlotName.A));
                }
            }
            Files.write(files.slot(SlotName.B), new byte[0]);
            DurableFiles.replace(files.hardware(), ProtocolJson.bytes(new PlayedFolder.Hardware(slotBytes, guids)));
        }
    }

    private static void copy(Path image, long offset, long bytes, Path target) throws IOException {
        try (FileChannel in = FileChannel.open(image, StandardOpenOption.READ);
                FileChannel out = FileChannel.open(
                        target,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            for (long done = 0; done < bytes; ) {
                long moved = in.transferTo(offset + done, bytes - done, out);
                if (moved <= 0) {
                    throw new IOException(image + " ends inside slot A");
                }
                done += moved;
            }
        }
    }
}
