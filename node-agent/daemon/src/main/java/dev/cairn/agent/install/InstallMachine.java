package dev.cairn.agent.install;

/** Port to the machine that is installed. */
public interface InstallMachine {
    void reboot();

    void powerOff();

    /** Starts the machine anew without anything of the stick, which is gone. */
    void reset();
}
