package dev.cairn.app.adapter.ssh;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.link.NodeAddress;
import dev.cairn.protocol.ErrorReply;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.jspecify.annotations.Nullable;

/** Runs a command on a node and takes its one answer. For one thread at a time. */
final class ExecCommand {
    private static final int MOST_ANSWER = 64 << 20;
    private static final int MOST_SHOWN = 200;

    private final NodeAddress address;
    private final ClientSession session;
    private final SshTimes times;

    ExecCommand(NodeAddress address, ClientSession session, SshTimes times) {
        this.address = address;
        this.session = session;
        this.times = times;
    }

    /** Writes what a command reads. */
    interface Input {
        void write(OutputStream out) throws IOException;
    }

    /** The bytes of the answer; a refusal is thrown with the code that the node gave. */
    byte[] run(String command, Input input) {
        return run(command, input, times.answer());
    }

    /** The same for a command whose input may be on its way for so long after it was written. */
    byte[] run(String command, Input input, Duration patience) {
        BoundedOutput out = new BoundedOutput(MOST_ANSWER);
        BoundedOutput errors = new BoundedOutput(MOST_ANSWER);
        try (ChannelExec channel = session.createExecChannel(command)) {
            channel.setOut(out);
            channel.setErr(errors);
            channel.open().verify(times.answer());
            IOException broken = write(input, channel);
            var events = channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), patience);
            if (events.contains(ClientChannelEvent.TIMEOUT)) {
                throw ProblemException.of(AppProblem.NODE_TIMED_OUT, command, address, "seconds", patience.toSeconds());
            }
            byte[] answer = answer(command, channel.getExitStatus(), out.toByteArray());
            if (broken != null) {
                throw broken;
            }
            return answer;
        } catch (SocketTimeoutException e) {
            throw SshNodeLink.failed(AppProblem.NODE_TIMED_OUT, command, address, e);
        } catch (IOException e) {
            throw SshNodeLink.failed(AppProblem.NODE_UNREACHABLE, command, address, e);
        } catch (IllegalStateException e) {
            // MINA says so when the node closes the session (it reboots) while a channel is being opened.
            throw SshNodeLink.failed(AppProblem.NODE_UNREACHABLE, command, address, new IOException(e));
        }
    }

    /** A node that refuses closes its end early; why it does stands in its answer, so that is read first. */
    private static @Nullable IOException write(Input input, ChannelExec channel) {
        try (OutputStream in = channel.getInvertedIn()) {
            input.write(in);
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    private byte[] answer(String command, @Nullable Integer exit, byte[] bytes) {
        if (exit != null && exit == 0) {
            return bytes;
        }
        throw refusal(command, exit, bytes);
    }

    private ProblemException refusal(String command, @Nullable Integer exit, byte[] bytes) {
        try {
            return Translation.of(ProtocolJson.read(bytes, ErrorReply.class).toException());
        } catch (ProtocolException notAnErrorReply) {
            if (exit == null) {
                // It may have answered in full: a node that restarts ends between its answer and its exit status.
                return ProblemException.of(
                        AppProblem.NODE_UNREACHABLE, command, address, "reason", "the connection broke off");
            }
            String text = new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
            String shown = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) : text;
            return ProblemException.of(AppProblem.NODE_REFUSED, command, address, "reason", shown);
        }
    }
}
