package dev.cairn.agent.stick;

import dev.cairn.agent.update.ArrivingChunks;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.Answers.MissingChunk;
import dev.cairn.protocol.ChunkFrames;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.UpdateStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Takes from a bundle on a stick what the ordered update lacks; every chunk is checked as one that came over the network. Stateless. */
final class StickImport {
    private final ArrivingChunks desk;

    StickImport(ArrivingChunks desk) {
        this.desk = desk;
    }

    /** Bytes taken; what is missing and not on the stick stays missing. */
    long run(String bundle, Path folder) throws IOException {
        long taken = 0;
        List<MissingChunk> missing = desk.missing(bundle).missing();
        if (missing.size() == 1 && missing.getFirst().sha256().equals(bundle)) {
            byte[] manifest = manifest(bundle, folder.resolve(SlotBundle.MANIFEST));
            taken += desk.take(bundle, bundle, manifest, UpdateStatus.STICK);
            missing = desk.missing(bundle).missing();
        }
        if (missing.isEmpty()) {
            return taken;
        }
        byte[] known = manifest(bundle, folder.resolve(SlotBundle.MANIFEST));
        StickPlaces places = new StickPlaces(folder, SlotManifest.parse(known, bundle));
        for (MissingChunk chunk : missing) {
            taken += desk.take(bundle, chunk.sha256(), read(places.of(chunk.sha256())), UpdateStatus.STICK);
        }
        return taken;
    }

    private static byte[] manifest(String bundle, Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) > ChunkFrames.MOST_BYTES) {
            throw new ProtocolException(NodeProblem.STICK_INCOMPLETE, "stick", bundle, Map.of());
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
