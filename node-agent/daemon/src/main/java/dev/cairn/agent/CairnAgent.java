package dev.cairn.agent;

import dev.cairn.agent.lane.ParentProcess;
import dev.cairn.agent.log.AgentLogProvider;
import dev.cairn.agent.ssh.Ed25519Registrar;
import dev.cairn.agent.wiring.AgentOptions;
import dev.cairn.agent.wiring.AgentWiring;
import dev.cairn.agent.wiring.InstallWiring;
import dev.cairn.protocol.ProtocolException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;

/** The node agent; on an installer stick the installer. */
public final class CairnAgent {
    private CairnAgent() {}

    /** See {@link AgentOptions}; exits with 2 for wrong arguments and with 1 if it cannot start. */
    public static void main(String[] arguments) throws InterruptedException {
        AgentOptions options;
        try {
            options = AgentOptions.parse(List.of(arguments));
        } catch (IllegalArgumentException wrong) {
            System.err.println("cairn-agent: " + wrong.getMessage());
            System.exit(2);
            return;
        }
        AgentLogProvider.choose();
        Ed25519Registrar.choose();
        try {
            if (!InstallWiring.installs(options)) {
                AgentWiring agent = new AgentWiring(options, InstantSource.system(), CairnAgent::exit);
                Runtime.getRuntime().addShutdownHook(new Thread(agent::close, "shutdown"));
            }
        } catch (IOException | ProtocolException refused) {
            LoggerFactory.getLogger(CairnAgent.class).error("the agent cannot start: {}", refused.getMessage());
            System.exit(1);
        }
        if (options.withParent()) {
            ParentProcess.exitWithIt(1, CairnAgent::exit);
        }
        new CountDownLatch(1).await();
    }

    /** On a thread of its own: the caller's lane is closed, and waited for, while the process ends. */
    private static void exit(int code) {
        Thread.ofPlatform().name("exit").start(() -> Runtime.getRuntime().exit(code));
    }
}
