package dev.cairn.image.bake;

import dev.cairn.image.ImageException;
import dev.cairn.image.Region;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.content.ContentPartition;
import dev.cairn.image.fat.FatReader;
import dev.cairn.image.gpt.GptReader;
import dev.cairn.image.gpt.Partition;
import dev.cairn.image.gpt.PartitionTable;
import dev.cairn.image.slot.LayerSizes;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.image.slot.SlotName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads an image file or a written drive, with or without the manifest beside it. Stateless. */
public final class ImageInspector {
    private static final int MAX_TEXT = 16 << 20;
    private static final String ENTRIES = "/loader/entries/";

    public ImageReport inspect(Path image) {
        try (FileChannel channel = FileChannel.open(image, StandardOpenOption.READ)) {
            Region disk = Region.whole(channel);
            PartitionTable table = GptReader.read(disk, image.toString());
            Optional<FatReader> esp = table.byLabel(ImageLayout.ESP).map(partition -> fat(channel, partition));
            List<FatReader.File> files = esp.map(FatReader::files).orElse(List.of());
            return new ImageReport(
                    disk.length(),
                    table.diskGuid().toString(),
                    ImagePartition.all(table),
                    files.stream()
                            .map(file -> new ImageReport.EspFile(file.path(), file.bytes()))
                            .toList(),
                    esp.flatMap(reader -> text(reader, Seeds.PATH)).map(String::strip),
                    esp.map(reader -> entries(reader, files)).orElse(List.of()),
                    esp.map(ImageInspector::slots).orElse(Map.of()),
                    esp.map(ImageInspector::layers).orElse(Map.of()),
                    content(disk, table),
                    manifest(image));
        } catch (IOException e) {
            throw ImageException.io("inspect", image.toString(), e);
        }
    }

    private static FatReader fat(FileChannel channel, Partition esp) {
        return new FatReader(new Region(channel, esp.offset(), esp.length()), ImageLayout.ESP);
    }

    private static Optional<String> text(FatReader esp, String path) {
        return esp.read(path, MAX_TEXT).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static List<LoaderEntry> entries(FatReader esp, List<FatReader.File> files) {
        return files.stream()
                .filter(file -> file.path().startsWith(ENTRIES))
                .flatMap(file -> text(esp, file.path())
                        .flatMap(text -> LoaderEntry.parse(file.path().substring(ENTRIES.length()), text))
                        .stream())
                .toList();
    }

    private static Map<String, SlotManifest> slots(FatReader esp) {
        Map<String, SlotManifest> slots = new TreeMap<>();
        for (SlotName slot : SlotName.values()) {
            String path = "/cairn/" + slot.id() + "/manifest.json";
            esp.read(path, MAX_TEXT).ifPresent(json -> slots.put(slot.id(), SlotManifest.parse(json, path)));
        }
        return slots;
    }

    private static Map<String, LayerSizes> layers(FatReader esp) {
        Map<String, LayerSizes> layers = new TreeMap<>();
        for (SlotName slot : SlotName.values()) {
            String path = "/cairn/" + slot.id() + "/" + LayerSizes.FILE;
            esp.read(path, MAX_TEXT).ifPresent(json -> layers.put(slot.id(), LayerSizes.parse(json, path)));
        }
        return layers;
    }

    private static Optional<ContentManifest> content(Region disk, PartitionTable table) throws IOException {
        Optional<Partition> partition = table.byLabel(ImageLayout.CONTENT);
        if (partition.isEmpty()) {
            return Optional.empty();
        }
        Region region = new Region(
                disk.bytes(),
                disk.offset() + partition.get().offset(),
                partition.get().length());
        return ContentPartition.read(region, ImageLayout.CONTENT);
    }

    private static Optional<ImageManifest> manifest(Path image) {
        return Files.exists(ImageBaker.manifestFile(image))
                ? Optional.of(ImageManifest.beside(image))
                : Optional.empty();
    }
}
