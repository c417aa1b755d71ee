package dev.cairn.app.adapter.ssh;

import java.time.Duration;

/**
 * The named time-outs of a connection.
 *
 * @param connect until the TCP connection stands
 * @param login until the key exchange and the login are done
 * @param answer until a command has answered
 * @param stall how long a transfer may stand still
 */
public record SshTimes(Duration connect, Duration login, Duration answer, Duration stall) {
    public static final SshTimes USUAL =
            new SshTimes(Duration.ofSeconds(4), Duration.ofSeconds(8), Duration.ofSeconds(30), Duration.ofSeconds(30));
}
