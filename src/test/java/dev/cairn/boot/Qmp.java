package dev.cairn.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The QEMU Machine Protocol, as far as these tests need it (QEMU documentation, qmp-spec). Not thread-safe. */
final class Qmp implements AutoCloseable {
    private final SocketChannel channel;
    private final BufferedReader reader;

    private Qmp(SocketChannel channel) {
        this.channel = channel;
        this.reader = new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    static Qmp connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        Qmp qmp = new Qmp(channel);
        qmp.reader.readLine();
        qmp.execute("qmp_capabilities");
        return qmp;
    }

    /** Runs a command without arguments and waits for its answer; events in between are passed over. */
    void execute(String command) throws IOException {
        execute(command, "{}");
    }

    /** The same with arguments, a JSON object. */
    void execute(String command, String arguments) throws IOException {
        String request = "{\"execute\":\"" + command + "\",\"arguments\":" + arguments + "}\n";
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
        String line = reader.readLine();
        while (line != null && line.contains("\"event\"")) {
            line = reader.readLine();
        }
        if (line == null || !line.contains("\"return\"")) {
            throw new IOException("QEMU answered " + command + " with " + line);
        }
    }

    /** Waits for an event of this name about this device; what else comes is passed over. */
    void await(String event, String device) throws IOException {
        String line = reader.readLine();
        while (line != null
                && !(line.contains("\"event\": \"" + event + "\"")
                        && line.contains("\"device\": \"" + device + "\""))) {
            line = reader.readLine();
        }
        if (line == null) {
            throw new IOException("QEMU ended before " + event);
        }
    }

    /** Waits for an event of this name; false when QEMU ended instead. */
    boolean sees(String event) throws IOException {
        String line = reader.readLine();
        while (line != null && !line.contains("\"event\": \"" + event + "\"")) {
            line = reader.readLine();
        }
        return line != null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
