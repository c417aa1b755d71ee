package dev.cairn.app.domain.link;

/** A port of this laptop's loopback address that leads through a node. Safe for many threads. */
public interface Tunnel extends AutoCloseable {
    /** The port on 127.0.0.1. */
    int port();

    /** Whether the connection to the node still stands. */
    boolean isOpen();

    @Override
    void close();
}
