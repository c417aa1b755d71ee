package dev.cairn.app.adapter.drive.macos;

import dev.cairn.app.adapter.drive.macos.Plist.Dict;
import java.util.Map;

/**
 * What macOS told.
 *
 * @param list of {@code diskutil list -plist}
 * @param infos of {@code diskutil info -plist DISK}, for each whole disk of {@code WholeDisks}
 * @param apfs of {@code diskutil apfs list -plist}
 * @param backups of {@code tmutil destinationinfo -X}
 */
record MacReport(Dict list, Map<String, Dict> infos, Dict apfs, Dict backups) {
    MacReport {
        infos = Map.copyOf(infos);
    }

    Dict info(String disk) {
        return infos.getOrDefault(disk, new Dict(Map.of()));
    }
}
