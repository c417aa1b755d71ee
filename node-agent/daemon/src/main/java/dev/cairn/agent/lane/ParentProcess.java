package dev.cairn.agent.lane;

import java.io.IOException;
import java.util.function.IntConsumer;

/** Ends a process whose parent is gone: the pipe on standard input closes with it, on every operating system. */
public final class ParentProcess {
    private ParentProcess() {}

    /** Watches on a thread of its own and calls {@code exit} with the code once standard input ends. */
    public static void exitWithIt(int code, IntConsumer exit) {
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            try {
                while (System.in.read() >= 0) {
                    // Nothing is ever said on this stream.
                }
            } catch (IOException closed) {
                // The same as its end.
            }
            exit.accept(code);
        });
    }
}
