package dev.cairn.image.drive.dbus;

import java.io.IOException;

/** An error that the bus or a service answered, with the error's name. Immutable. */
public final class BusException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String name;

    public BusException(String name, String message) {
        super(message);
        this.name = name;
    }

    /** Like {@code org.freedesktop.DBus.Error.ServiceUnknown}. */
    public String name() {
        return name;
    }
}
