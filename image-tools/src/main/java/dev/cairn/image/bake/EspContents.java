package dev.cairn.image.bake;

import dev.cairn.image.fat.FatWriter;
import dev.cairn.image.layer.Content;
import dev.cairn.image.slot.KernelCommandLine;
import dev.cairn.image.slot.LayerSizes;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.ReleaseInfo;
import dev.cairn.image.slot.SectorText;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of the EFI system partition. Stateless. */
final class EspContents {
    /** No default pattern: systemd-boot itself puts the newest entry that has tries left first. */
    private static final String LOADER_CONF = "timeout 3\neditor no\nconsole-mode keep\n";

    private EspContents() {}

    static void add(FatWriter esp, BakeRequest request, ImageLayout layout) throws IOException {
        esp.add("/EFI/BOOT/BOOTX64.EFI", onDisk(request.slotA().loader()));
        esp.add("/loader/loader.conf", text(SectorText.padded(LOADER_CONF)));
        addSlot(esp, SlotName.A, request.slotA(), request, layout);
        if (request.bootstrap().isPresent()) {
            addSlot(esp, SlotName.BOOTSTRAP, request.bootstrap().get(), request, layout);
        }
        esp.add(Seeds.PATH, new Content.InMemory(Seeds.padded(request.seed(), "bake")));
    }

    private static void addSlot(
            FatWriter esp, SlotName slot, SlotBundle bundle, BakeRequest request, ImageLayout layout)
            throws IOException {
        ReleaseInfo release = bundle.manifest().release();
        KernelCommandLine commandLine = new KernelCommandLine(
                layout.partition(slot).guid(), slot, release.digest(), Optional.empty(), request.kernelOptions());
        LoaderEntry entry = LoaderEntry.good(slot, commandLine, title(slot, release), request.generation());
        esp.add("/loader/entries/" + entry.fileName(), text(entry.render()));
        String folder = "/cairn/" + slot.id() + "/";
        esp.add(folder + SlotBundle.KERNEL, onDisk(bundle.kernel()));
        esp.add(folder + SlotBundle.INITRD, onDisk(bundle.initrd()));
        esp.add(folder + SlotBundle.MANIFEST, onDisk(bundle.manifestFile()));
        if (Files.exists(bundle.layersFile())) {
            esp.add(folder + LayerSizes.FILE, onDisk(bundle.layersFile()));
        }
    }

    private static String title(SlotName slot, ReleaseInfo release) {
        String title = "Cairn " + release.profile() + " " + release.version() + " (" + slot.id() + ")";
        return title.replaceAll("\\p{Cntrl}", " ");
    }

    private static Content text(String text) {
        return new Content.InMemory(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Content onDisk(Path file) throws IOException {
        return new Content.OnDisk(file, Files.size(file));
    }
}
