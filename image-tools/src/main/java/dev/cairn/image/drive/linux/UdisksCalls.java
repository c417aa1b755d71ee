package dev.cairn.image.drive.linux;

import dev.cairn.image.drive.dbus.BodyWriter;
import dev.cairn.image.drive.dbus.BusCall;
import dev.cairn.image.drive.dbus.BusConnection;
import dev.cairn.image.drive.dbus.BusException;
import dev.cairn.image.drive.dbus.Patience;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The methods of udisks2 that are called, over one connection (its reference manual, "D-Bus API Reference"). One thread. */
record UdisksCalls(BusConnection connection) {
    /** For somebody who looks for the password. */
    static final Duration AUTHORISATION_LIMIT = Duration.ofMinutes(5);

    /** For udisks2 to be started and to answer; less than after which a drive counts as stalled. */
    static final Duration ANSWER_LIMIT = Duration.ofSeconds(25);

    private static final String NAME = "org.freedesktop.UDisks2";
    private static final String MANAGER = "/org/freedesktop/UDisks2/Manager";
    private static final Map<String, Boolean> NOBODY_ASKED = Map.of("auth.no_user_interaction", true);

    /** A descriptor, which belongs to the caller. A person may be asked. */
    int openDevice(Path device, String mode, int flags, Runnable goesOn) throws IOException {
        String object = object(device, goesOn);
        BodyWriter arguments = new BodyWriter().string(mode).options(Map.of("flags", flags));
        BusCall call = new BusCall(NAME, object, NAME + ".Block", "OpenDevice", "sa{sv}", arguments);
        return connection.call(call, Patience.of(AUTHORISATION_LIMIT, goesOn)).descriptor(0);
    }

    void unmount(Path device) throws IOException {
        askNobody(device, ".Filesystem", "Unmount");
    }

    void rescan(Path device) throws IOException {
        askNobody(device, ".Block", "Rescan");
    }

    private void askNobody(Path device, String type, String member) throws IOException {
        BodyWriter arguments = new BodyWriter().options(NOBODY_ASKED);
        BusCall call = new BusCall(NAME, object(device, () -> {}), NAME + type, member, "a{sv}", arguments);
        connection.call(call, Patience.of(ANSWER_LIMIT));
    }

    private String object(Path device, Runnable goesOn) throws IOException {
        BodyWriter arguments =
                new BodyWriter().options(Map.of("path", device.toString())).options(Map.of());
        BusCall call = new BusCall(NAME, MANAGER, NAME + ".Manager", "ResolveDevice", "a{sv}a{sv}", arguments);
        List<?> found = connection.call(call, Patience.of(ANSWER_LIMIT, goesOn)).value(0, List.class);
        if (found.size() != 1) {
            throw new BusException("org.freedesktop.DBus.Error.UnknownObject", "udisks2 knows no " + device);
        }
        return String.valueOf(found.getFirst());
    }
}
