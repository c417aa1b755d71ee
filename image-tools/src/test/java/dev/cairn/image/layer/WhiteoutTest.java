package dev.cairn.image.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WhiteoutTest {
    @TempDir
    Path folder;

    @Test
    void whiteoutsRemoveWhatLowerLayersPutThereAndNothingElse() {
        OtherTools.shell(folder, """
                mkdir -p one/a/sub one/b one/c two/a two/b two/c
                for f in a/x a/y a/sub/z b/1 b/2 c/keep; do echo $f > one/$f; done
                : > two/a/.wh.x; : > two/a/.wh.sub; : > two/b/.wh..wh..opq; echo new > two/b/new; : > two/c/.wh.nothing
                tar -C one -cf one.tar .; tar -C two -cf two.tar b/new a b c
                """).ok();
        List<Layer> layers = List.of(Layer.tar(folder.resolve("one.tar")), Layer.tar(folder.resolve("two.tar")));
        try (MergedLayers merged = MergedLayers.open(layers, Progress.NONE)) {
            Tree tree = merged.tree();
            assertThat(List.of("/a/x", "/a/sub", "/b/1", "/b/2", "/a/.wh.x", "/b/.wh..wh..opq"))
                    .allMatch(path -> tree.find(path).isEmpty());
            assertThat(List.of("/a/y", "/b/new", "/c/keep"))
                    .allMatch(path -> tree.find(path).isPresent());
        }
    }

    @Test
    void filesFollowSymlinkedFoldersOfLowerLayers() {
        FilesLayer base = Layer.files("base")
                .directory("/usr/lib", 0755)
                .symlink("/lib", "usr/lib")
                .build();
        FilesLayer agent =
                Layer.files("agent").file("/lib/cairn/agent", "x", 0755).build();
        try (MergedLayers merged = MergedLayers.open(List.of(base, agent), Progress.NONE)) {
            assertThat(merged.tree().find("/usr/lib/cairn/agent")).isPresent();
        }
    }
}
