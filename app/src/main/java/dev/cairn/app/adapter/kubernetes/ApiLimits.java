package dev.cairn.app.adapter.kubernetes;

import java.time.Duration;

/**
 * What a look at a Kubernetes API may cost at most. Immutable.
 *
 * @param request how long one answer may take
 * @param look how long all of them may take together
 * @param page how many objects are asked for at once
 * @param objects of one kind; more are refused, since lists that never end would fill the memory
 * @param bytes of one answer, unpacked
 */
public record ApiLimits(Duration request, Duration look, int page, int objects, int bytes) {
    /** For sites with a slow line and up to some thousand pods. */
    public static final ApiLimits USUAL =
            new ApiLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), 250, 20_000, 16 << 20);
}
