package dev.cairn.app.adapter.drive.windows;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * What the Storage module's commands answered, each a list of objects (learn.microsoft.com, MSFT_Disk, MSFT_Partition, MSFT_Volume,
 * MSFT_PhysicalDisk, Win32_EncryptableVolume, Win32_PageFileUsage). {@code ConvertTo-Json} writes a single object without a list.
 */
record WindowsReport(
        List<Item> disks,
        List<Item> partitions,
        List<Item> volumes,
        List<Item> physicalDisks,
        List<Item> bitLocker,
        List<Item> pageFiles) {

    static WindowsReport of(JsonNode all) {
        return new WindowsReport(
                items(all.path("Get-Disk")),
                items(all.path("Get-Partition")),
                items(all.path("Get-Volume")),
                items(all.path("Get-PhysicalDisk")),
                items(all.path("Get-BitLockerVolume")),
                items(all.path("Win32_PageFileUsage")));
    }

    private static List<Item> items(JsonNode found) {
        if (found.isArray()) {
            return found.valueStream().filter(JsonNode::isObject).map(Item::new).toList();
        }
        return found.isObject() ? List.of(new Item(found)) : List.of();
    }

    /** One object; what is absent or null reads as empty, zero or false. */
    record Item(JsonNode json) {
        String text(String name) {
            JsonNode value = json.path(name);
            return value.isMissingNode() || value.isNull()
                    ? ""
                    : value.asString("").replace("\0", "").strip();
        }

        long number(String name) {
            JsonNode value = json.path(name);
            String text = text(name);
            return value.isNumber() ? value.asLong(0) : text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
        }

        boolean is(String name) {
            return json.path(name).asBoolean(false) || text(name).equalsIgnoreCase("true");
        }

        boolean has(String name) {
            return json.hasNonNull(name);
        }

        List<String> texts(String name) {
            JsonNode value = json.path(name);
            return value.isArray()
                    ? value.valueStream().map(one -> one.asString("")).toList()
                    : text(name).isEmpty() ? List.of() : List.of(text(name));
        }
    }
}
