package dev.cairn.image.drive.dbus;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A connection to a bus that agreed to pass descriptors. One thread; a call that fails in any other way than by an answer leaves the connection
 * unusable.
 */
public final class BusConnection implements AutoCloseable {
    private static final String BUS = "org.freedesktop.DBus";
    private static final Duration GREETING_LIMIT = Duration.ofSeconds(10);
    private static final int MAX_LINE = 1024;

    private final UnixSocket socket;
    private int lastSerial;

    private BusConnection(UnixSocket socket) {
        this.socket = socket;
    }

    /** Connects to the first of the addresses where something listens. */
    public static BusConnection open(List<BusAddress> addresses) throws IOException {
        SocketLibrary library = new SocketLibrary();
        IOException reason = new IOException("no address of a bus");
        for (BusAddress address : addresses) {
            try {
                return greeted(new BusConnection(UnixSocket.connect(library, address)), library.userId());
            } catch (IOException e) {
                reason = new IOException("no connection to the bus at " + address.name() + ": " + e.getMessage(), e);
            }
        }
        throw reason;
    }

    private static BusConnection greeted(BusConnection connection, int userId) throws IOException {
        try {
            connection.authenticate(userId);
            connection.call(
                    new BusCall(BUS, "/org/freedesktop/DBus", BUS, "Hello", "", new BodyWriter()),
                    Patience.of(GREETING_LIMIT));
            return connection;
        } catch (IOException e) {
            connection.close();
            throw e;
        }
    }

    /** Specification, "Authentication Protocol": the kernel vouches for the user id, which is sent as hexadecimal digits of its text. */
    private void authenticate(int userId) throws IOException {
        String user = HexFormat.of().formatHex(Integer.toUnsignedString(userId).getBytes(StandardCharsets.US_ASCII));
        require("\0AUTH EXTERNAL " + user, "OK ");
        require("NEGOTIATE_UNIX_FD", "AGREE_UNIX_FD");
        socket.send("BEGIN\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private void require(String said, String expected) throws IOException {
        socket.send((said + "\r\n").getBytes(StandardCharsets.US_ASCII));
        Patience patience = Patience.of(GREETING_LIMIT);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        do {
            line.writeBytes(socket.receive(1, patience));
        } while (!line.toString(StandardCharsets.US_ASCII).endsWith("\r\n") && line.size() < MAX_LINE);
        String answer = line.toString(StandardCharsets.US_ASCII).strip();
        if (!answer.startsWith(expected.strip())) {
            throw new IOException("the bus says " + answer);
        }
    }

    /**
     * Calls a method and waits for its answer. Throws {@link BusException} when that is an error, {@link java.net.SocketTimeoutException} when
     * there is none in time.
     */
    public BusReply call(BusCall call, Patience patience) throws IOException {
        int serial = send(Message.CALL, call.fields(), call.arguments().bytes());
        while (true) {
            Message message = next(patience);
            if (!message.answers(serial)) {
                // Signals that the bus sends to everybody, like the name that it gave to this connection.
                socket.closeAll(message.descriptors());
            } else if (message.type() == Message.ERROR) {
                socket.closeAll(message.descriptors());
                String text = message.values().isEmpty()
                        ? ""
                        : String.valueOf(message.values().getFirst());
                throw new BusException(message.text(Message.ERROR_NAME), text);
            } else {
                return new BusReply(message.values(), message.descriptors());
            }
        }
    }

    int send(int type, Map<Integer, ?> fields, byte[] body) throws IOException {
        int serial = ++lastSerial;
        socket.send(Message.marshalled(type, serial, fields, body));
        return serial;
    }

    Message next(Patience patience) throws IOException {
        byte[] head = socket.receive(Message.HEAD_BYTES, patience);
        int remaining = Message.remaining(ByteBuffer.wrap(head));
        byte[] rest = socket.receive(remaining, patience);
        ByteBuffer all = ByteBuffer.allocate(head.length + rest.length);
        List<Integer> descriptors = socket.takeDescriptors();
        try {
            return Message.of(all.put(head).put(rest).flip(), descriptors);
        } catch (IOException e) {
            socket.closeAll(descriptors);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
