package dev.cairn.agent.update;

/**
 * Takes this node's workloads elsewhere before an update restarts it, and lets it take work again when the update has ended, however it ended. Both are
 * asked again and again, also after a restart of the agent or a power cut in the middle. Asked by the update's lane.
 */
public interface Evacuation {
    /** Of a node that has nothing to take away. */
    Evacuation NONE = new Evacuation() {
        @Override
        public Leaving leave() {
            return new Leaving.Gone();
        }

        @Override
        public boolean comeBack() {
            return true;
        }
    };

    /** Does the next thing that is missing and tells how far it is. Answers within seconds. */
    Leaving leave();

    /** Takes back what {@link #leave} did to the node; true once nothing of it is left. Answers within seconds. */
    boolean comeBack();

    /** How far it is. */
    sealed interface Leaving {
        /** Nothing is left that could go elsewhere. */
        record Gone() implements Leaving {}

        /** Something is on its way. */
        record Underway(String what) implements Leaving {}

        /** It did not come about in time; {@code reason} names what stays and why. */
        record Refused(String reason) implements Leaving {}
    }
}
