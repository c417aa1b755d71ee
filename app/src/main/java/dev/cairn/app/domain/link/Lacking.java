package dev.cairn.app.domain.link;

import java.util.List;
import java.util.Map;

/**
 * What a node lacks of a bundle.
 *
 * @param chunks each once, in the order in which to send them
 * @param receivedFrom bytes that it took in so far, by who sent them: {@link #LAPTOP}, or the id of another node
 */
public record Lacking(List<ChunkRef> chunks, Map<String, Long> receivedFrom) {
    public static final String LAPTOP = "laptop";

    public Lacking {
        chunks = List.copyOf(chunks);
        receivedFrom = Map.copyOf(receivedFrom);
    }

    public boolean isNothing() {
        return chunks.isEmpty();
    }

    public long bytes() {
        return chunks.stream().mapToLong(ChunkRef::left).sum();
    }

    /** Bytes that did not come from a laptop. */
    public long fromNeighbours() {
        return receivedFrom.entrySet().stream()
                .filter(sender -> !sender.getKey().equals(LAPTOP))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
