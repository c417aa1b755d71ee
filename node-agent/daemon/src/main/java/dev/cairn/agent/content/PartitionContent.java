package dev.cairn.agent.content;

import dev.cairn.image.ImageException;
import dev.cairn.image.Region;
import dev.cairn.image.content.ContentItem;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.content.ContentPartition;
import dev.cairn.image.squashfs.SquashfsReader;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the image brought in its content partition, which nothing ever writes to again; read without mounting it. */
public final class PartitionContent implements WantedContent {
    private final Path device;
    private volatile @Nullable NodeContent known;

    /** {@code device} need not exist: images of before had none, and a disk may have lost it. */
    public PartitionContent(Path device) {
        this.device = device;
    }

    @Override
    public Optional<NodeContent> get() throws IOException {
        NodeContent read = known;
        if (read != null) {
            return Optional.of(read);
        }
        if (!Files.exists(device)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(device, StandardOpenOption.READ)) {
            Optional<ContentManifest> manifest = ContentPartition.read(Region.whole(channel), device.toString());
            manifest.ifPresent(found -> known = new NodeContent(found, this::copy));
            return Optional.ofNullable(known);
        } catch (ImageException damaged) {
            throw damaged(device.toString(), damaged);
        }
    }

    private void copy(ContentItem item, OutputStream to) throws IOException {
        try (SquashfsReader layout = SquashfsReader.open(device)) {
            layout.copy(item.blob(), to);
        } catch (ImageException damaged) {
            if (damaged.getCause() instanceof IOException full) {
                throw full;
            }
            throw damaged(item.name(), damaged);
        }
    }

    private static ProtocolException damaged(String element, ImageException damaged) {
        String reason = damaged.arguments().getOrDefault("reason", damaged.code());
        return new ProtocolException(
                NodeProblem.CONTENT_DAMAGED, "content", element, Map.of("reason", reason), damaged);
    }
}
