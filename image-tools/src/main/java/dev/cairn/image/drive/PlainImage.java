package dev.cairn.image.drive;

import dev.cairn.image.Region;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** An image as it was baked. Thread-safe. */
final class PlainImage implements ImageBytes {
    private final FileChannel channel;

    PlainImage(Path image) throws IOException {
        this.channel = FileChannel.open(image, StandardOpenOption.READ);
    }

    @Override
    public void read(ByteBuffer into, long at) throws IOException {
        Region.whole(channel).read(at, into);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
