package dev.cairn.app.ui.port;

/** Starts a demo fleet in this data folder: real agents on this machine, played slots. Called off the FX thread. */
@FunctionalInterface
public interface DemoFleet {
    /** Starts it as a job of the app and returns at once. */
    void start();
}
