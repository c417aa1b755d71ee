package dev.cairn.agent.install;

import dev.cairn.agent.facts.SysFiles;
import java.util.Optional;

/** What udev found on devices: {@code /run/udev/data/bMAJ:MIN}, lines {@code E:NAME=value}. Stateless. */
final class UdevFindings {
    private final SysFiles files;

    UdevFindings(SysFiles files) {
        this.files = files;
    }

    /** The kind of file system or member that fills a whole disk, else of its partition table; empty when there is none. */
    String whole(String number) {
        return property(number, "ID_FS_TYPE")
                .or(() -> property(number, "ID_PART_TABLE_TYPE").map(table -> table + " table"))
                .orElse("");
    }

    String fileSystem(String number) {
        return property(number, "ID_FS_TYPE").orElse("");
    }

    /** That of the file system, else that of the partition. */
    String label(String number) {
        return property(number, "ID_FS_LABEL")
                .or(() -> property(number, "ID_PART_ENTRY_NAME"))
                .orElse("");
    }

    String serial(String number) {
        return property(number, "ID_SERIAL_SHORT").orElse("");
    }

    private Optional<String> property(String number, String name) {
        String start = "E:" + name + "=";
        return files.lines("run/udev/data/b" + number).stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length())
                        .replaceAll("\\p{Cntrl}", " ")
                        .strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
