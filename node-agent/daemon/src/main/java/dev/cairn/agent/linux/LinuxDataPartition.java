package dev.cairn.agent.linux;

import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.agent.recovery.DataPartition;
import dev.cairn.agent.state.DurableFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A data partition that is not mounted. All of it is discarded where the drive knows how to, and its beginning is overwritten in any
 * case, so that {@code cairn-data} finds no file system there and makes a new one.
 */
final class LinuxDataPartition implements DataPartition {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxDataPartition.class);
    private static final int BEGINNING_BYTES = 4 << 20;

    private final Path device;
    private final Commands commands;

    LinuxDataPartition(Path device, Commands commands) {
        this.device = device;
        this.commands = commands;
    }

    @Override
    public void wipe() throws IOException {
        if (!Files.exists(device)) {
            return;
        }
        discard();
        try (FileChannel out = FileChannel.open(device, StandardOpenOption.WRITE)) {
            DurableFiles.writeFully(out, ByteBuffer.allocate((int) Math.min(BEGINNING_BYTES, out.size())));
            out.force(true);
        }
    }

    /** Of no use on drives that cannot discard; blkdiscard(8) says so. */
    private void discard() {
        try {
            Commands.Result result = commands.run(Duration.ofMinutes(2), "blkdiscard", "--force", device.toString());
            if (!result.succeeded()) {
                LOG.info(
                        "the data partition is overwritten at its beginning only: {}",
                        result.output().strip());
            }
        } catch (IOException refused) {
            LOG.info("the data partition is overwritten at its beginning only: {}", refused.getMessage());
        }
    }
}
