package dev.cairn.app.usecase.flash;

import dev.cairn.app.domain.drive.Drive;

/** A host name that waits for the drive that has it in its unfinished seed. */
public record KeptName(String identity, String model, String serial) {
    /** What tells the drive from others. */
    public String drive() {
        return serial.isBlank() ? model : serial;
    }

    boolean isFor(Drive drive) {
        return serial.equals(drive.serial()) && model.equals(drive.model());
    }
}
