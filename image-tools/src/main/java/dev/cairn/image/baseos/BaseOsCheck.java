package dev.cairn.image.baseos;

import dev.cairn.image.Progress;
import dev.cairn.image.layer.Layer;
import java.nio.file.Path;
import java.util.List;

/** Looks for kernel, initrd, systemd, systemd-boot, sfdisk and mkfs.ext4. Stateless. */
public final class BaseOsCheck {
    /**
     * Reads the layers' tables of contents and reports.
     *
     * @param scratch a folder on a disk with room for one decompressed layer
     */
    public BaseOsReport check(List<Layer> layers, Path scratch, Progress progress) {
        throw new UnsupportedOperationException();
    }
}
