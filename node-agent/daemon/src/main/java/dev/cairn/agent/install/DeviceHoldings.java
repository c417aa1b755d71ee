package dev.cairn.agent.install;

import dev.cairn.image.Bytes;
import dev.cairn.image.ImageException;
import dev.cairn.image.Region;
import dev.cairn.image.bake.Seeds;
import dev.cairn.image.drive.DriveWriter;
import dev.cairn.image.drive.ImageReader;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.Seed;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads both ends of the device: file systems, groups and partition tables all leave something there. Stateless. */
public final class DeviceHoldings implements Holdings {
    private static final int END_BYTES = 1 << 20;

    private final Path devices;

    /** @param root / outside tests */
    public DeviceHoldings(Path root) {
        this.devices = root.resolve("dev");
    }

    @Override
    public Holding of(MachineDisk disk) {
        Path device = devices.resolve(disk.name());
        try (FileChannel channel = FileChannel.open(device, StandardOpenOption.READ)) {
            Region whole = Region.whole(channel);
            int bytes = (int) Math.min(END_BYTES, whole.length());
            byte[] start = whole.read(0, bytes);
            if (DriveWriter.isUnfinished(start)) {
                return new Holding.UnfinishedWrite();
            }
            boolean empty = Bytes.areZero(start) && Bytes.areZero(whole.read(whole.length() - bytes, bytes));
            boolean unknown = disk.fileSystem().isEmpty() && disk.partitions().isEmpty();
            return empty && unknown ? new Holding.Nothing() : written(device);
        } catch (IOException unreadable) {
            return new Holding.Data();
        }
    }

    private static Holding written(Path device) {
        try (ImageReader reader = ImageReader.open(device)) {
            Seed seed = Seed.read(reader.espFile(Seeds.PATH));
            // Another installer stick's content is not an installed node.
            return seed.install() == null ? new Holding.Cairn(seed.fleetId(), seed.batchId()) : new Holding.Data();
        } catch (ImageException | ProtocolException notOurs) {
            return new Holding.Data();
        }
    }
}
