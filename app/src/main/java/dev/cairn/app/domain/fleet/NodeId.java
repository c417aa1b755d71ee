package dev.cairn.app.domain.fleet;

/** The id that a node gave itself on its first boot. */
public record NodeId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
