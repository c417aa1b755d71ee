package dev.cairn.image.slot;

import dev.cairn.image.Aside;
import dev.cairn.image.DiskSpace;
import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Progress;
import dev.cairn.image.Sha256;
import dev.cairn.image.baseos.BaseOsCheck;
import dev.cairn.image.baseos.BaseOsReport;
import dev.cairn.image.layer.HiddenFiles;
import dev.cairn.image.layer.MergedLayers;
import dev.cairn.image.layer.Tree;
import dev.cairn.image.squashfs.SquashfsWriter;
import dev.cairn.image.squashfs.WrittenRoot;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Merges layers into a slot bundle, deterministically. Stateless; each call works on its caller's thread and helpers of its own. */
public final class SlotBuilder {
    /** Builds the bundle beside its final place and moves it there when it is whole. */
    public SlotBundle build(SlotRequest request, Progress progress) {
        return make(request, progress).bundle();
    }

    /** Builds like {@link #build} and tells what each layer contributed. */
    public BuiltSlot make(SlotRequest request, Progress progress) {
        String element = request.folder().toString();
        try (StagedFolder staged = StagedFolder.create(request.folder())) {
            loadAhead(request, staged);
            Root root = writeParts(request, staged, progress);
            FileStamp stamp = FileStamp.of(staged.temporary().resolve(SlotBundle.ROOT));
            // A record of a bundle that is not there counts for nothing.
            Aside<Boolean> remembered = staged.aside("remember", () -> {
                request.reuse()
                        .ifPresent(reuse ->
                                ReusableRoots.remember(request, stamp, root.written(), root.hidden()::layerOf, reuse));
                return true;
            });
            SlotManifest manifest = manifest(request.release(), root);
            byte[] json = manifest.toJson();
            staged.write(SlotBundle.MANIFEST, json);
            staged.write(RootRanges.FILE, new RootRanges(stamp, root.index().ranges()).toJson());
            staged.write(LayerSizes.FILE, root.sizes().toJson());
            remembered.await();
            staged.commit();
            SlotBundle bundle = new SlotBundle(request.folder(), manifest, Sha256.of(json));
            return new BuiltSlot(bundle, root.sizes(), root.written().reusedEnd() - SquashfsWriter.DATA_START);
        } catch (IOException e) {
            throw ImageException.io("slot", element, e);
        }
    }

    /** What a new process would else load while both processors wait for it takes a second: compressor and JSON. */
    private static void loadAhead(SlotRequest request, StagedFolder staged) {
        var unused = staged.aside("load-ahead", () -> {
            request.compression().load();
            ManifestText.load();
            return true;
        });
    }

    private record Root(
            WrittenRoot written, ChunkIndex.Root index, BootFiles bootFiles, LayerSizes sizes, HiddenFiles hidden) {}

    private static Root writeParts(SlotRequest request, StagedFolder staged, Progress progress) throws IOException {
        String element = request.folder().toString();
        Path file = staged.temporary().resolve(SlotBundle.ROOT);
        // Closed from the last to the first: what is copied ahead ends before the files that it goes to and comes from.
        try (FileChannel root = staged.file(SlotBundle.ROOT);
                RangeDigests ranges = RangeDigests.of(file, root);
                ReusableRoots earlier = ReusableRoots.open(request)) {
            earlier.copyInto(file, ranges::copied);
            try (MergedLayers merged = MergedLayers.open(request.layers(), progress)) {
                Tree tree = merged.tree();
                BaseOsReport report = new BaseOsCheck().check(tree);
                if (!report.usable()) {
                    throw incomplete(report, element);
                }
                BootContents boot = BootContents.of(tree);
                SlotTree.prepare(tree);
                SquashfsWriter.Numbered numbered = SquashfsWriter.number(tree);
                DiskSpace.require(staged.temporary(), numbered.contentBytes() - earlier.copiedBytes(), "slot");
                earlier.readAhead();
                Aside<BootFiles> bootFiles = takeBootFiles(boot, staged);
                WrittenRoot written = new SquashfsWriter(request.compression())
                        .write(numbered, root, earlier.data(), ranges, element, progress);
                earlier.await(element, progress);
                // More may have been copied than stayed.
                root.truncate(written.bytes());
                // Forced while it is hashed: both take their time, and neither needs the other.
                Aside<Boolean> forced = staged.aside("force-root", () -> {
                    root.force(true);
                    return true;
                });
                ChunkIndex.Root index =
                        ChunkIndex.root(file, written, earlier.known(written.reusedEnd()), ranges.end(), progress);
                forced.await();
                return new Root(
                        written,
                        index,
                        bootFiles.await(),
                        LayerSizes.of(request.names(), written, merged.hidden()),
                        merged.hidden());
            }
        }
    }

    private static SlotManifest manifest(ReleaseInfo release, Root root) {
        return new SlotManifest(
                SlotManifest.FORMAT,
                release,
                new SlotManifest.Files(
                        root.index().file(),
                        root.bootFiles().kernel(),
                        root.bootFiles().initrd()));
    }

    private record BootFiles(SlotManifest.SlotFile kernel, SlotManifest.SlotFile initrd) {}

    /** Copied and hashed while the root is written: that they are on the disk takes a while. */
    private static Aside<BootFiles> takeBootFiles(BootContents boot, StagedFolder staged) {
        return staged.aside("boot-files", () -> {
            staged.copy(SlotBundle.KERNEL, boot.kernel());
            staged.copy(SlotBundle.INITRD, boot.microcode().before(boot.initrd()));
            staged.copy(SlotBundle.LOADER, boot.loader());
            return new BootFiles(
                    ChunkIndex.plain(staged.temporary().resolve(SlotBundle.KERNEL), Progress.NONE),
                    ChunkIndex.plain(staged.temporary().resolve(SlotBundle.INITRD), Progress.NONE));
        });
    }

    private static ImageException incomplete(BaseOsReport report, String element) {
        String missing = report.missing().stream()
                .map(what -> what.name() + " (" + what.path() + ", Debian package " + what.debianPackage() + ")")
                .collect(Collectors.joining(", "));
        return new ImageException(ImageProblem.BASE_OS_INCOMPLETE, "slot", element, Map.of("missing", missing));
    }
}
