package dev.cairn.agent.ssh;

import dev.cairn.protocol.ErrorReply;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One exec request: prints one JSON document, exits 0, or 1 for a refusal. When its channel is closed it reads what had arrived, finds the end
 * of its input, and ends.
 */
final class ExecCommand extends ChannelCommand {
    private static final Logger LOG = LoggerFactory.getLogger(ExecCommand.class);

    private final NodeCommands commands;
    private final String line;

    ExecCommand(NodeCommands commands, String line) {
        super("ssh-command");
        this.commands = commands;
        this.line = line;
    }

    @Override
    int run() {
        int code = 0;
        try {
            byte[] answer;
            try {
                answer = ProtocolJson.bytes(commands.run(line, in()));
            } catch (ProtocolException refused) {
                LOG.info("refused: {}", refused.getMessage());
                answer = ProtocolJson.bytes(ErrorReply.of(refused));
                code = 1;
            }
            out().write(answer);
            out().write('\n');
            out().flush();
        } catch (IOException cut) {
            LOG.info("a command was cut off: {}", cut.getMessage());
            code = 1;
        } catch (RuntimeException failed) {
            LOG.error("a command failed", failed);
            code = printFailure(failed);
        }
        return code;
    }

    private int printFailure(RuntimeException failed) {
        try {
            String word = line.strip().split("\\s+")[0];
            out().write(ProtocolJson.bytes(ErrorReply.of(new ProtocolException(
                    NodeProblem.COMMAND_FAILED,
                    "command",
                    word,
                    Map.of("reason", failed.getClass().getSimpleName())))));
            out().flush();
        } catch (IOException cut) {
            LOG.debug("nobody hears the failure", cut);
        }
        return 1;
    }
}
