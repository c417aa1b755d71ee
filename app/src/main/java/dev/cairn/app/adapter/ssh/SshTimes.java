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
    /** A login takes eight round trips and some seconds of a slow machine's processor: over a satellite it needs most of this. */
    public static final SshTimes USUAL =
            new SshTimes(Duration.ofSeconds(6), Duration.ofSeconds(25), Duration.ofSeconds(30), Duration.ofSeconds(30));

    /** How long chunks may be on their way after they were written: the window of a channel, on the slowest of lines. */
    Duration underWay() {
        return answer.multipliedBy(10);
    }
}
