package dev.cairn.image.slot;

import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.bake.BakeRequest;
import dev.cairn.image.bake.BakedImage;
import dev.cairn.image.bake.ImageBaker;
import dev.cairn.image.layer.Layer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Builds a slot from the sample root and a tar, bakes it, and prints the digests: run in a Java of its own by the tests. */
public final class BuildProgram {
    private BuildProgram() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        SlotBundle bundle = new SlotBuilder()
                .build(
                        new SlotRequest(
                                folder.resolve("slot"),
                                SampleRoots.RELEASE,
                                List.of(SampleRoots.baseOs().build(), Layer.tar(Path.of(arguments[1])))),
                        Progress.NONE);
        byte[] seed = "{\"fleetId\":\"käse\"}".getBytes(StandardCharsets.UTF_8);
        BakedImage image = new ImageBaker().bake(BakeRequest.of(folder.resolve("x.img"), bundle, seed), Progress.NONE);
        System.out.println(bundle.digest() + " " + image.manifest().sha256());
    }
}
