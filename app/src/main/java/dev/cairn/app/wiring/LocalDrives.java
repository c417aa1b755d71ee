package dev.cairn.app.wiring;

import dev.cairn.app.adapter.drive.SystemCommand;
import dev.cairn.app.adapter.drive.UnsupportedDrives;
import dev.cairn.app.adapter.drive.linux.LinuxDrives;
import dev.cairn.app.adapter.drive.macos.MacDrives;
import dev.cairn.app.adapter.drive.windows.StorageModule;
import dev.cairn.app.adapter.drive.windows.WindowsDrives;
import dev.cairn.app.domain.drive.DriveEnumerator;
import dev.cairn.app.domain.drive.picture.Kept;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Chooses the adapter for the drives of this operating system. */
final class LocalDrives {
    private LocalDrives() {}

    static DriveEnumerator of(String system, Supplier<List<Kept>> kept) {
        if (system.equals("Linux")) {
            return new LinuxDrives(Path.of("/"), kept);
        }
        if (system.startsWith("Windows")) {
            return new WindowsDrives(new StorageModule(), kept);
        }
        return system.startsWith("Mac") ? new MacDrives(SystemCommand::output, kept) : new UnsupportedDrives(system);
    }
}
