package dev.cairn.image;

import java.util.Map;

/** Hears how far a long call has come and may stop it; called on the thread that does the work, often, so be quick. */
@FunctionalInterface
public interface Progress {
    Progress NONE = (phase, element, done, total) -> {};

    /**
     * @param phase what is being done: {@code index}, {@code squashfs}, {@code hash}, {@code bake}, {@code write}, {@code verify}
     * @param element the file, partition or drive it concerns
     * @param done bytes done in this phase
     * @param total bytes of this phase in all, 0 when unknown
     */
    void report(String phase, String element, long done, long total);

    /** True once the work shall stop; asked at least every few megabytes. */
    default boolean cancelled() {
        return Thread.currentThread().isInterrupted();
    }

    /** Reports, then throws {@link ImageProblem#CANCELLED} when the work shall stop. */
    default void step(String phase, String element, long done, long total) {
        report(phase, element, done, total);
        if (cancelled()) {
            throw new ImageException(ImageProblem.CANCELLED, phase, element, Map.of());
        }
    }
}
