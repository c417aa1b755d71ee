package dev.cairn.app.cli;

import dev.cairn.app.domain.library.Image;
import dev.cairn.app.usecase.library.BakePlan;
import dev.cairn.image.bake.ImageReport;
import dev.cairn.image.diff.Cost;
import dev.cairn.image.diff.DiffReport;
import dev.cairn.image.slot.LayerSizes;
import dev.cairn.image.slot.SlotManifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the image commands answer, as JSON documents and as lines. Stateless. */
final class ImageAnswers {
    private static final int SHORT_KEY = 12;

    private ImageAnswers() {}

    /** A file of a slot; its chunks, of which there are thousands, are only counted. */
    private record FileSummary(long bytes, String sha256, int chunks) {}

    static Answer plan(BakePlan plan) {
        List<String> lines = new ArrayList<>(plan.steps().stream()
                .map(step -> step.key().substring(0, SHORT_KEY) + "  " + (step.atHand() ? "at hand  " : "to make  ")
                        + step.name() + "  " + size(step.bytes()))
                .toList());
        plan.rooms()
                .forEach(room -> lines.add("about " + Words.bytes(room.neededBytes()) + " to write at " + room.folder()
                        + ", where " + Words.bytes(room.freeBytes()) + " are free"));
        return new Answer(Map.of("steps", plan.steps(), "rooms", plan.rooms()), lines);
    }

    private static String size(@Nullable Long bytes) {
        return bytes == null ? "size not known yet" : "about " + Words.bytes(bytes);
    }

    static Answer baked(Image image, ImageReport report) {
        List<String> lines = new ArrayList<>(List.of(line(image)));
        lines.addAll(layerLines(report));
        lines.addAll(contentLines(report));
        return new Answer(Map.of("image", image, "layers", layers(report), "content", content(report)), lines);
    }

    /** The report without the seed, which holds the enrolment secret. */
    static Answer inspected(ImageReport report) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("bytes", report.bytes());
        document.put("diskGuid", report.diskGuid());
        document.put("partitions", report.partitions());
        document.put("espFiles", report.espFiles());
        document.put("hasSeed", report.seed().isPresent());
        document.put("entries", report.entries());
        document.put("slots", slots(report));
        document.put("layers", layers(report));
        document.put("content", content(report));
        report.manifest().ifPresent(manifest -> document.put("manifest", manifest));
        List<String> lines = new ArrayList<>();
        report.partitions().forEach(partition -> lines.add(partition.label() + "  " + Words.bytes(partition.bytes())));
        lines.addAll(layerLines(report));
        lines.addAll(contentLines(report));
        return new Answer(document, lines);
    }

    static Answer diff(DiffReport report) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("oldRelease", report.oldRelease());
        document.put("newRelease", report.newRelease());
        document.putAll(cost(report.total()));
        document.put("slot", cost(report.slot()));
        document.put("content", cost(report.content()));
        return new Answer(document, DiffLines.of(report));
    }

    private static Map<String, @Nullable Object> cost(Cost cost) {
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("newBytes", cost.newBytes());
        document.put("missingChunks", cost.missingChunks());
        document.put("manifestBytes", cost.manifestBytes());
        document.put("chunksBytes", cost.chunks());
        document.put("chunksZstdBytes", known(cost.chunksPacked()));
        document.put("patchBytes", known(cost.patch()));
        document.put("fullZstdBytes", known(cost.whole()));
        document.put("smallest", DiffLines.word(cost.smallest()));
        document.put("smallestBytes", cost.smallestBytes());
        return document;
    }

    /** A compressed image does not tell everything. */
    private static @Nullable Long known(OptionalLong bytes) {
        return bytes.isPresent() ? bytes.getAsLong() : null;
    }

    static String line(Image image) {
        return image.path() + "  " + Words.bytes(image.bytes()) + "  sha256 " + image.sha256();
    }

    private static Map<String, Object> slots(ImageReport report) {
        Map<String, Object> slots = new TreeMap<>();
        report.slots()
                .forEach((slot, manifest) -> slots.put(
                        slot,
                        Map.of(
                                "format", manifest.format(),
                                "release", manifest.release(),
                                "files",
                                        Map.of(
                                                "root", summary(manifest.files().root()),
                                                "kernel",
                                                        summary(manifest.files().kernel()),
                                                "initrd",
                                                        summary(manifest.files().initrd())))));
        return slots;
    }

    private static FileSummary summary(SlotManifest.SlotFile file) {
        return new FileSummary(file.bytes(), file.sha256(), file.chunks().size());
    }

    /** An item of the content; its chunks are only counted. */
    private record ItemSummary(String layer, String name, String type, long bytes, String sha256, int chunks) {}

    private static List<ItemSummary> content(ImageReport report) {
        return report.content().stream()
                .flatMap(content -> content.items().stream())
                .map(item -> new ItemSummary(
                        item.layer(),
                        item.name(),
                        item.type().word(),
                        item.bytes(),
                        item.sha256(),
                        item.chunks().size()))
                .toList();
    }

    private static List<String> contentLines(ImageReport report) {
        return content(report).stream()
                .map(item -> "  content " + item.layer() + " " + item.name() + "  " + item.type() + "  "
                        + Words.bytes(item.bytes()) + "  " + item.sha256().substring(0, SHORT_KEY))
                .toList();
    }

    private static Map<String, List<LayerSizes.LayerSize>> layers(ImageReport report) {
        Map<String, List<LayerSizes.LayerSize>> layers = new TreeMap<>();
        report.layers().forEach((slot, sizes) -> layers.put(slot, sizes.layers()));
        return layers;
    }

    private static List<String> layerLines(ImageReport report) {
        return layers(report).values().stream()
                .flatMap(List::stream)
                .map(layer -> "  layer " + layer.name() + "  " + layer.files() + " files  " + Words.bytes(layer.bytes())
                        + ", hides " + layer.hiddenFiles() + " files of lower layers")
                .toList();
    }
}
