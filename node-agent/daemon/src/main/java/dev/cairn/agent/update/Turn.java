package dev.cairn.agent.update;

/** Says when a node that has all it needs may begin to update: at a site, one node after the other. Asked by the update's lane. */
@FunctionalInterface
public interface Turn {
    /** Waits for nobody. */
    Turn AT_ONCE = (bundle, release) -> true;

    /** True once this node may begin; it is asked again and again until then. */
    boolean hasCome(String bundleDigest, String releaseDigest);
}
