package dev.cairn.image.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.layer.HiddenFiles.Hidden;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HiddenFilesTest {
    @TempDir
    Path folder;

    @Test
    void whatAFileALinkOrAWhiteoutTakesAwayIsCounted() {
        Path lower = tar("lower", "head -c 100 /dev/zero > a; head -c 2000 /dev/zero > b; head -c 30000 /dev/zero > c");
        Path upper = tar("upper", "echo new > a; ln a b; touch .wh.c");
        try (MergedLayers merged = MergedLayers.open(List.of(Layer.tar(lower), Layer.tar(upper)), Progress.NONE)) {
            assertThat(merged.hidden().byLayer()).containsExactly(new Hidden(0, 0), new Hidden(3, 32_100));
        }
    }

    private Path tar(String name, String files) {
        OtherTools.shell(folder, "mkdir " + name + "; cd " + name + "; " + files + "; tar -cf ../" + name + ".tar .")
                .ok();
        return folder.resolve(name + ".tar");
    }
}
