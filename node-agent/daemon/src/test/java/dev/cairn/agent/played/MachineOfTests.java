package dev.cairn.agent.played;

import dev.cairn.agent.slot.EspEntries;
import dev.cairn.image.slot.KernelCommandLine;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes the folder of a played machine that has booted slot A, without a drive image. */
public final class MachineOfTests {
    private MachineOfTests() {}

    public static void install(Path folder, SlotBundle bundle, Seed seed) throws IOException {
        PlayedFolder files = new PlayedFolder(folder);
        Files.createDirectories(files.esp().resolve("cairn"));
        EspEntries esp = new EspEntries(files.esp());
        esp.putFile(SlotName.A, "linux", Files.readAllBytes(bundle.kernel()));
        esp.putFile(SlotName.A, "initrd", Files.readAllBytes(bundle.initrd()));
        esp.putFile(SlotName.A, "manifest.json", bundle.manifestBytes());
        UUID guid = new UUID(3, 4);
        LoaderEntry entry = LoaderEntry.good(
                dev.cairn.image.slot.SlotName.A,
                new KernelCommandLine(
                        guid,
                        dev.cairn.image.slot.SlotName.A,
                        bundle.manifest().release().digest(),
                        Optional.empty(),
                        List.of()),
                "Cairn",
                1);
        esp.put(SlotName.A, entry);
        Files.copy(bundle.root(), files.slot(SlotName.A));
        Files.write(files.slot(SlotName.B), new byte[0]);
        Files.write(files.seed(), seed.toPaddedBytes());
        Files.writeString(files.commandLine(), String.join(" ", entry.options()));
        Files.writeString(files.bootId(), "boot-1");
        Files.writeString(files.machineId(), "0123456789abcdef0123456789abcdef");
        Files.write(
                files.hardware(),
                ProtocolJson.bytes(new PlayedFolder.Hardware(64 << 20, Map.of("a", guid, "b", guid))));
    }

    /** The same machine, started into its bootstrap system; it has data and, in both slots, an older release. */
    public static void startBootstrap(Path folder, SlotBundle bootstrap) throws IOException {
        PlayedFolder files = new PlayedFolder(folder);
        LoaderEntry entry = bootstrapEntry(bootstrap);
        Files.write(
                files.esp().resolve("loader/entries/" + entry.fileName()),
                entry.render().getBytes(StandardCharsets.UTF_8));
        Files.writeString(files.commandLine(), String.join(" ", entry.options()));
        Files.writeString(files.data(), "workloads");
    }

    /** What the loader of the machine would boot now, by file name. */
    public static String boots(Path folder) throws IOException {
        return new PlayedLoader(new PlayedFolder(folder).esp())
                .choose()
                .orElseThrow()
                .fileName();
    }

    public static Path slot(Path folder, SlotName slot) {
        return new PlayedFolder(folder).slot(slot);
    }

    public static Path data(Path folder) {
        return new PlayedFolder(folder).data();
    }

    public static EspEntries entries(Path folder) {
        return new EspEntries(new PlayedFolder(folder).esp());
    }

    /** Another run: what was recorded in the last one holds no more. */
    public static void restarted(Path folder, String bootId) throws IOException {
        Files.writeString(new PlayedFolder(folder).bootId(), bootId);
    }

    private static LoaderEntry bootstrapEntry(SlotBundle bootstrap) {
        return LoaderEntry.good(
                dev.cairn.image.slot.SlotName.BOOTSTRAP,
                new KernelCommandLine(
                        new UUID(5, 6),
                        dev.cairn.image.slot.SlotName.BOOTSTRAP,
                        bootstrap.manifest().release().digest(),
                        Optional.empty(),
                        List.of("nomodeset")),
                "Cairn bootstrap",
                1);
    }
}
