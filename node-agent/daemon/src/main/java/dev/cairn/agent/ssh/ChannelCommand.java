package dev.cairn.agent.ssh;

import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.channel.ChannelSessionAware;
import org.apache.sshd.server.command.Command;

/** An exec request with its streams; runs on a virtual thread of its own, and its channel closes with the exit status. */
abstract class ChannelCommand implements Command, ChannelSessionAware {
    private final String thread;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private ExitCallback exit = (code, message, immediately) -> {};
    private volatile boolean closed;

    /** {@code thread} names the thread that it runs on. */
    ChannelCommand(String thread) {
        this.thread = thread;
    }

    /** Carries it out; returns the exit status. */
    abstract int run();

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    /** Whether nobody is there any more. */
    boolean isClosed() {
        return closed;
    }

    /** Comes before the streams; who has a receiver of its own is given no input stream. */
    @Override
    public final void setChannelSession(ChannelSession channel) {
        ChannelInput input = new ChannelInput(channel.getLocalWindow());
        channel.setDataReceiver(input);
        this.in = input;
    }

    @Override
    public final void setInputStream(InputStream stream) {}

    @Override
    public final void setOutputStream(OutputStream stream) {
        this.out = stream;
    }

    @Override
    public final void setErrorStream(OutputStream stream) {}

    @Override
    public final void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }

    @Override
    public final void start(ChannelSession channel, Environment environment) {
        Thread.ofVirtual().name(thread).start(this::runToTheEnd);
    }

    @Override
    public final void destroy(ChannelSession channel) {
        closed = true;
    }

    private void runToTheEnd() {
        int code = 1;
        try {
            code = run();
        } finally {
            exit.onExit(code);
        }
    }
}
