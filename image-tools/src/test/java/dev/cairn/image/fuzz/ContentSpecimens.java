package dev.cairn.image.fuzz;

import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.Sha256;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.bake.ImageChunks;
import dev.cairn.image.content.ContentBuilder;
import dev.cairn.image.content.ContentBundle;
import dev.cairn.image.content.ContentSource;
import dev.cairn.image.content.ContentType;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What tells of a baked image: its content, the sizes of its layers, its boot entries, its chunk index. */
final class ContentSpecimens {
    private final Path folder;
    private final Path good;

    ContentSpecimens(Path folder, Path good) {
        this.folder = folder;
        this.good = good;
    }

    void addTo(List<Specimen> all) throws IOException {
        ContentBundle content = new ContentBuilder()
                .build(List.of(chart(), objects()), digest -> good.resolve("content"), Progress.NONE);
        SlotBundle slot = SampleRoots.bundle(good.resolve("slot"));
        all.add(file("content-manifest.json", content.manifestFile(), Parsers::contentManifest));
        all.add(file("content-partition", content.root(), Parsers::contentPartition));
        all.add(file("layers.json", slot.layersFile(), Parsers::layerSizes));
        Path image = good.resolve("x.img");
        new ImageBaker().bake(BakeRequest.of(image, slot, new byte[0]).withContent(content), Progress.NONE);
        all.add(file("c.img.chunks.json", ImageChunks.file(image), Parsers::chunkIndex));
        Files.delete(image);
        for (String name : List.of("cairn-a.conf", "cairn-b+2-1.conf")) {
            byte[] entry = (name + "\n" + entry()).getBytes(StandardCharsets.UTF_8);
            all.add(Specimen.whole("entry " + name, folder.resolve(name), entry, bytes -> {}, Parsers::loaderEntry));
        }
    }

    private Specimen file(String name, Path of, Specimen.Parser parser) throws IOException {
        return Specimen.whole(name, folder.resolve(name), Files.readAllBytes(of), bytes -> {}, parser);
    }

    private static String entry() {
        return "title Cairn edge 1.0\nsort-key cairn\nversion 12\nlinux /cairn/" + SlotName.A.id()
                + "/linux\ninitrd /cairn/a/initrd\noptions root=PARTUUID=1 ro panic=10 cairn.slot=a\n# end\n";
    }

    private ContentSource chart() throws IOException {
        byte[] chart = SampleRoots.noise(42, 3_000);
        chart[0] = 0x1f;
        chart[1] = (byte) 0x8b;
        return source("application", "till", ContentType.CHART, chart, Map.of("namespace", "shop"));
    }

    private ContentSource objects() throws IOException {
        byte[] objects = "kind: Namespace\nmetadata: {name: käse}\n".getBytes(StandardCharsets.UTF_8);
        return source("add-on", "spaces", ContentType.MANIFEST, objects, Map.of());
    }

    private ContentSource source(
            String layer, String name, ContentType type, byte[] bytes, Map<String, String> settings)
            throws IOException {
        Path file = Files.write(good.resolve(name + ".item"), bytes);
        return new ContentSource(layer, name, type, file, Sha256.of(bytes), settings);
    }
}
