package dev.cairn.image.drive.dbus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A socket on which a bus listens (D-Bus Specification, "Server Addresses"). Immutable.
 *
 * @param name a path, or behind a zero byte the name of an abstract socket
 */
public record BusAddress(String name) {
    private static final String USUAL = "unix:path=/run/dbus/system_bus_socket";

    /** Those of this machine's system bus, in the order in which they are to be tried; other kinds than Unix sockets are left out. */
    public static List<BusAddress> ofSystemBus() throws IOException {
        String given = System.getenv("DBUS_SYSTEM_BUS_ADDRESS");
        return of(given == null || given.isBlank() ? USUAL : given);
    }

    static List<BusAddress> of(String addresses) throws IOException {
        List<BusAddress> found = new ArrayList<>();
        for (String address : addresses.split(";", -1)) {
            if (address.startsWith("unix:")) {
                for (String pair : address.substring("unix:".length()).split(",", -1)) {
                    if (pair.startsWith("path=")) {
                        found.add(new BusAddress(plain(pair.substring("path=".length()))));
                    } else if (pair.startsWith("abstract=")) {
                        found.add(new BusAddress("\0" + plain(pair.substring("abstract=".length()))));
                    }
                }
            }
        }
        if (found.isEmpty()) {
            throw new IOException("no Unix socket in the bus address " + addresses);
        }
        return found;
    }

    private static String plain(String escaped) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] raw = escaped.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
            } else if (i + 2 < raw.length && HexFormat.isHexDigit(raw[i + 1]) && HexFormat.isHexDigit(raw[i + 2])) {
                bytes.write(HexFormat.fromHexDigit(raw[i + 1]) << 4 | HexFormat.fromHexDigit(raw[i + 2]));
                i += 2;
            } else {
                throw new IOException("no bus address: " + escaped);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
