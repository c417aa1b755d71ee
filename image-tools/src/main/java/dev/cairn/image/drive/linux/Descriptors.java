package dev.cairn.image.drive.linux;

import java.io.IOException;
import java.nio.file.Path;

/** How one drive is opened and given back. One thread. */
interface Descriptors {
    /** A second descriptor, as long as which nobody else mounts or takes anything of the drive; throws an ImageException when somebody has. */
    int alone(Path device) throws IOException;

    /** Called when the last descriptor was closed. */
    void closed(Path device, boolean written) throws IOException;
}
