package dev.cairn.image.slot;

import dev.cairn.image.ImageException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What building a slot consists of, step by step, found out without writing anything. Immutable. */
public record SlotPlan(List<Step> steps) {
    public SlotPlan {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param inputs digests of what it reads
     * @param key names its output: equal keys, equal bytes
     * @param atHand true when an earlier build left the output, so that it is copied instead of being made
     */
    public record Step(String name, List<String> inputs, String key, boolean atHand) {
        public Step {
            inputs = List.copyOf(inputs);
        }
    }

    /** The steps up to the root; they end before the first layer that nothing vouches for. */
    public static SlotPlan of(SlotRequest request, Reuse reuse) {
        List<String> keys = LayerChain.keys(request.layers(), request.compression(), reuse);
        List<Step> steps = new ArrayList<>();
        try {
            for (int i = 0; i < keys.size(); i++) {
                String layer = reuse.key(request.layers().get(i)).orElseThrow();
                List<String> inputs = i == 0 ? List.of(layer) : List.of(keys.get(i - 1), layer);
                steps.add(new Step(
                        "contents of " + request.names().get(i),
                        inputs,
                        keys.get(i),
                        ReusableRoots.has(keys.get(i), reuse)));
            }
        } catch (IOException e) {
            throw ImageException.io("plan", request.folder().toString(), e);
        }
        return new SlotPlan(steps);
    }
}
