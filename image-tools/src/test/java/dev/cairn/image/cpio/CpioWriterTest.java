package dev.cairn.image.cpio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.OtherTools;
import dev.cairn.image.Progress;
import dev.cairn.image.layer.Attributes;
import dev.cairn.image.layer.Content;
import dev.cairn.image.layer.Inode;
import dev.cairn.image.layer.Layer;
import dev.cairn.image.layer.MergedLayers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CpioWriterTest {
    private static final Attributes PLAIN = new Attributes(0644, 0, 0, 0);

    @TempDir
    Path folder;

    @Test
    void gnuCpioUnpacksWhatWentIn() throws IOException {
        OtherTools.run("cpio", "--version").ok();
        Path tree = Files.createDirectory(folder.resolve("tree"));
        SampleTree.make(tree);
        byte[] segment = segment(tree).readAll();
        Files.write(folder.resolve("segment"), segment);
        OtherTools.shell(folder, "mkdir found; cd found; cpio -id --quiet --preserve-modification-time < ../segment")
                .ok();
        // GNU cpio gives folders their times before it fills them.
        OtherTools.shell(folder, "find tree found -type d -exec touch -d @1000000007 {} +")
                .ok();
        assertThat(shell("found", SampleTree.LISTING)).isEqualTo(shell("tree", SampleTree.LISTING));
        assertThat(shell("found", SampleTree.CONTENTS)).isEqualTo(shell("tree", SampleTree.CONTENTS));
        String table = shell(".", "cpio -itv --quiet < segment");
        assertThat(table).contains("-rws--x--x   1 ", "usr/bin/link -> ../etc/motd", "prw-");
    }

    @Test
    void theSameTreeGivesTheSameBytesWithInodesCounted() throws IOException {
        Path tree = Files.createDirectory(folder.resolve("tree"));
        SampleTree.make(tree);
        Content segment = segment(tree);
        assertThat(segment.readAll()).isEqualTo(segment(tree).readAll());
        assertThat(segment.size() % 512).isZero();
        List<Long> inodes = new ArrayList<>();
        InitrdReader.read(segment, "segment", (entry, content) -> inodes.add(entry.inode()));
        assertThat(inodes)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, inodes.size()).boxed().toList());
    }

    @Test
    void aSegmentIsReadInPiecesOfAnySize() throws IOException {
        Content segment = new CpioWriter()
                .add("a", PLAIN, file("first"))
                .add("b", PLAIN, file("second, longer"))
                .segment("segment");
        byte[] whole = segment.readAll();
        for (int from = 0; from < whole.length; from += 7) {
            java.nio.ByteBuffer piece = java.nio.ByteBuffer.allocate(Math.min(300, whole.length - from));
            try (Content.Source source = segment.open()) {
                source.read(piece, from);
            }
            assertThat(piece.array()).isEqualTo(java.util.Arrays.copyOfRange(whole, from, from + piece.capacity()));
        }
    }

    @Test
    void whatTheFormHasNoRoomForIsRefusedByName() {
        Content huge = new Content.Range((into, at) -> -1, "huge", 0, 1L << 32);
        refused("huge", PLAIN, new Inode.Kind.Regular(huge), "4294967296 bytes");
        refused("n".repeat(4096), PLAIN, file("x"), "4096 bytes");
        Attributes capable = new Attributes(0755, 0, 0, 0, Map.of("security.capability", new byte[20]));
        refused("ping", capable, file("x"), "extended attributes");
    }

    private static void refused(String name, Attributes attributes, Inode.Kind kind, String reason) {
        ImageException refusal =
                catchThrowableOfType(ImageException.class, () -> new CpioWriter().add(name, attributes, kind));
        assertThat(refusal.problem()).isEqualTo(ImageProblem.INITRD_LIMIT);
        assertThat(refusal.element()).isEqualTo(name);
        assertThat(refusal.arguments().get("reason")).contains(reason);
    }

    private static Inode.Kind file(String text) {
        return new Inode.Kind.Regular(new Content.InMemory(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** What GNU tar says about a folder, as a segment; its contents are in memory. */
    private Content segment(Path tree) throws IOException {
        Path tar = folder.resolve("tree.tar");
        OtherTools.run("tar", "-C", tree.toString(), "-cf", tar.toString(), ".").ok();
        try (MergedLayers merged = MergedLayers.open(List.of(Layer.tar(tar)), Progress.NONE)) {
            CpioWriter writer = new CpioWriter();
            add(writer, "", merged.tree().root());
            return new Content.InMemory(writer.segment("segment").readAll());
        }
    }

    private static void add(CpioWriter writer, String path, Inode inode) {
        if (!path.isEmpty()) {
            writer.add(path.substring(1), inode.attributes(), inode.kind());
        }
        if (inode.kind() instanceof Inode.Kind.Folder below) {
            below.children().forEach((name, child) -> add(writer, path + "/" + name, child.inode()));
        }
    }

    private String shell(String where, String script) {
        return OtherTools.shell(folder.resolve(where), script).ok().output();
    }
}
