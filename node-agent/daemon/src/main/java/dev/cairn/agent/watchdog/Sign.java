package dev.cairn.agent.watchdog;

/** One part of the agent that shows whether it lives. Asked by the watchdog's lane. */
public interface Sign {
    /** What lives, for the log. */
    String name();

    /** Whether it does; returns soon. */
    boolean lives();
}
