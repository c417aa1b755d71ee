package dev.cairn.app.usecase.library;

import dev.cairn.image.slot.SlotPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a bake consists of and what room it takes, found out without writing anything. Immutable. */
public record BakePlan(List<Step> steps, List<Room> rooms) {
    /** Copies the lists. */
    public BakePlan {
        steps = List.copyOf(steps);
        rooms = List.copyOf(rooms);
    }

    /**
     * One step.
     *
     * @param inputs digests of what it reads
     * @param key names its output: equal keys, equal bytes
     * @param atHand true when an earlier bake left the output
     * @param bytes how long its output is, about; null where that is small or shows only when it is made
     */
    public record Step(
            String name,
            List<String> inputs,
            String key,
            boolean atHand,
            @Nullable Long bytes) {
        /** Copies the list. */
        public Step {
            inputs = List.copyOf(inputs);
        }

        static Step of(SlotPlan.Step step, @Nullable Long bytes) {
            return new Step(step.name(), step.inputs(), step.key(), step.atHand(), bytes);
        }
    }
}
