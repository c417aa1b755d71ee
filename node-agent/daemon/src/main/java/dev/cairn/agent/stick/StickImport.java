package dev.cairn.agent.stick;

import dev.cairn.agent.update.ArrivingChunks;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.ChunkFrames;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.StickLayout;
import dev.cairn.protocol.UpdateStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Takes from a bundle or a content on a stick what the node lacks; every chunk is checked as one that came over the network. Stateless. */
final class StickImport {
    private final ArrivingChunks desk;

    StickImport(ArrivingChunks desk) {
        this.desk = desk;
    }

    /** Bytes taken of an ordered bundle; what is missing and not on the stick stays missing. */
    long bundle(String digest, StickLayout layout) throws IOException {
        Path folder = layout.bundle(digest);
        return take(
                digest,
                folder.resolve(SlotBundle.MANIFEST),
                json -> StickPlaces.ofBundle(folder, SlotManifest.parse(json, digest)));
    }

    /** Bytes taken of an ordered content. */
    long content(String digest, StickLayout layout) throws IOException {
        return take(
                digest,
                layout.content(digest),
                json -> StickPlaces.ofContent(layout, ContentManifest.parse(json, digest)));
    }

    private long take(String wanted, Path manifest, Function<byte[], StickPlaces> parsed) throws IOException {
        long taken = 0;
        List<MissingChunk> missing = desk.missing(wanted).missing();
        if (missing.size() == 1 && missing.getFirst().sha256().equals(wanted)) {
            taken += desk.take(wanted, wanted, manifest(wanted, manifest), UpdateStatus.STICK);
            missing = desk.missing(wanted).missing();
        }
        if (missing.isEmpty()) {
            return taken;
        }
        StickPlaces places = parsed.apply(manifest(wanted, manifest));
        for (MissingChunk chunk : missing) {
            taken += desk.take(wanted, chunk.sha256(), read(places.of(chunk.sha256())), UpdateStatus.STICK);
        }
        return taken;
    }

    private static byte[] manifest(String digest, Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > ChunkFrames.MOST_BYTES) {
            throw new ProtocolException(NodeProblem.STICK_INCOMPLETE, "stick", digest, Map.of());
        }
        return Files.readAllBytes(file);
    }

    private static byte[] read(StickPlaces.Place place) throws IOException {
        ByteBuffer data = ByteBuffer.allocate(place.bytes());
        try (FileChannel file = FileChannel.open(place.file(), LinkOption.NOFOLLOW_LINKS)) {
            while (data.hasRemaining() && file.read(data, place.offset() + data.position()) >= 0) {
                // The condition reads; what ends early has another digest.
            }
        }
        return data.array();
    }
}
