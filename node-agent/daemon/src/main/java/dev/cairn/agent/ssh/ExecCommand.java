package dev.cairn.agent.ssh;

import dev.cairn.protocol.ErrorReply;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One exec request: runs on a virtual thread, prints one JSON document, exits 0, or 1 for a refusal. */
final class ExecCommand implements Command {
    private static final Logger LOG = LoggerFactory.getLogger(ExecCommand.class);

    private final NodeCommands commands;
    private final String line;
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private ExitCallback exit = (code, message, immediately) -> {};
    private volatile boolean stopped;

    ExecCommand(NodeCommands commands, String line) {
        this.commands = commands;
        this.line = line;
    }

    @Override
    public void setInputStream(InputStream stream) {
        this.in = stream;
    }

    @Override
    public void setOutputStream(OutputStream stream) {
        this.out = stream;
    }

    @Override
    public void setErrorStream(OutputStream stream) {}

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment environment) {
        Thread.ofVirtual().name("ssh-command").start(this::run);
    }

    @Override
    public void destroy(ChannelSession channel) {
        stopped = true;
    }

    private void run() {
        int code = 0;
        try {
            byte[] answer;
            try {
                answer = ProtocolJson.bytes(commands.run(line, in, () -> stopped));
            } catch (ProtocolException refused) {
                LOG.info("refused: {}", refused.getMessage());
                answer = ProtocolJson.bytes(ErrorReply.of(refused));
                code = 1;
            }
            out.write(answer);
            out.write('\n');
            out.flush();
        } catch (IOException cut) {
            LOG.info("a command was cut off: {}", cut.getMessage());
            code = 1;
        } catch (RuntimeException failed) {
            LOG.error("a command failed", failed);
            code = printFailure(failed);
        } finally {
            exit.onExit(code);
        }
    }

    private int printFailure(RuntimeException failed) {
        try {
            String word = line.strip().split("\\s+")[0];
            out.write(ProtocolJson.bytes(ErrorReply.of(new ProtocolException(
                    NodeProblem.COMMAND_FAILED,
                    "command",
                    word,
                    Map.of("reason", failed.getClass().getSimpleName())))));
            out.flush();
        } catch (IOException cut) {
            LOG.debug("nobody hears the failure", cut);
        }
        return 1;
    }
}
