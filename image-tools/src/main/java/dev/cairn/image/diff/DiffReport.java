package dev.cairn.image.diff;

/**
 * What the way from one image to another costs: slot A and content, which are sent apart. Immutable.
 *
 * <p>Nodes get missing chunks of either. A slot is sent unless root, kernel and initrd are the same; content is looked for in content only, since
 * nodes do not look for its chunks in slots.
 */
public record DiffReport(String oldRelease, String newRelease, Cost slot, Cost content) {
    /** Both together. */
    public Cost total() {
        return slot.plus(content);
    }
}
