package dev.cairn.image.baseos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.SampleRoots;
import dev.cairn.image.layer.ArchiveMaker;
import dev.cairn.image.layer.FilesLayer;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.slot.SlotBuilder;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A base OS that comes as a container image builds the same slot as its root file system. */
class BaseOsArchiveTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeRoot() throws IOException {
        for (FilesLayer.Item item : SampleRoots.baseOs().build().items()) {
            Path path = folder.resolve("root" + item.path());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            if (item.what() instanceof FilesLayer.What.Bytes memory) {
                Files.write(path, memory.bytes());
            } else if (item.what() instanceof FilesLayer.What.Symlink link) {
                Files.createSymbolicLink(path, Path.of(link.target()));
            }
        }
        OtherTools.shell(folder, "tar -C root -cf root.tar .").ok();
    }

    @Test
    void itIsUsableAndGivesTheSameBytes() throws IOException {
        ArchiveMaker maker = new ArchiveMaker(folder, "gzip");
        String image = maker.descriptor(maker.manifest("amd64", "root.tar"), "image.manifest.v1+json", "");
        Path oci = maker.oci(image);
        assertThat(new BaseOsCheck()
                        .check(List.of(Layer.tar(oci)), Progress.NONE)
                        .usable())
                .isTrue();
        SlotBundle wanted = build("wanted", folder.resolve("root.tar"));
        assertThat(build("oci", oci).digest()).isEqualTo(wanted.digest());
        assertThat(build("docker", maker.docker("-cf", "root.tar")).digest()).isEqualTo(wanted.digest());
    }

    private SlotBundle build(String name, Path layer) {
        SlotRequest request = new SlotRequest(folder.resolve(name), SampleRoots.RELEASE, List.of(Layer.tar(layer)));
        return new SlotBuilder().build(request, Progress.NONE);
    }
}
