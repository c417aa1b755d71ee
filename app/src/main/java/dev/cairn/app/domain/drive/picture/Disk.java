package dev.cairn.app.domain.drive.picture;

import java.nio.file.Path;

/**
 * A whole drive as the system tells it.
 *
 * @param name its name in the picture: that of its {@link Block}
 * @param number the kernel's {@code major:minor}, or empty
 * @param bytes 0 when there is no medium
 * @param busPath where it is plugged in, as the system names it
 * @param sequence the kernel's disk sequence number, or 0
 * @param removable whether the medium can be taken out
 * @param external whether the whole drive can be unplugged although its bus is one that drives are built in on
 */
public record Disk(
        String name,
        Path device,
        String number,
        String model,
        String serial,
        long bytes,
        Bus bus,
        String busPath,
        long sequence,
        boolean removable,
        boolean external,
        boolean readOnly) {}
