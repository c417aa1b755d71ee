package dev.cairn.journeys;

import java.io.IOException;
import java.net.DatagramSocket;

/** A UDP port that nobody uses at this moment. */
final class FreePort {
    private FreePort() {}

    static int udp() throws IOException {
        try (DatagramSocket probe = new DatagramSocket(0)) {
            return probe.getLocalPort();
        }
    }
}
