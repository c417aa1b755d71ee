package dev.cairn.agent.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A command's input between MINA's client and server, over a window that is small beside what is sent. */
class ChannelInputTest {
    private static final long SEED = 20_261_126;
    private static final long WINDOW = 100_000;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final SshServer server = SshServer.setUpDefaultServer();
    private final SshClient client = SshClient.setUpDefaultClient();
    private final CompletableFuture<byte[]> received = new CompletableFuture<>();
    private final CompletableFuture<Boolean> mayRead = new CompletableFuture<>();
    private final AtomicInteger mostHeld = new AtomicInteger();

    @BeforeEach
    void start() throws Exception {
        KeyPair key = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.setPasswordAuthenticator((user, password, session) -> true);
        server.setCommandFactory((channel, line) -> new Reading());
        CoreModuleProperties.WINDOW_SIZE.set(server, WINDOW);
        server.start();
        client.setServerKeyVerifier((session, address, hostKey) -> true);
        client.start();
    }

    @AfterEach
    void stop() throws Exception {
        client.stop();
        server.stop(true);
    }

    @Test
    void givesEveryByteInItsOrderAndNeverHoldsMoreThanTheWindow() throws Exception {
        byte[] sent = new byte[3_000_000];
        new Random(SEED).nextBytes(sent);
        mayRead.complete(true);
        try (ClientSession session = login();
                ChannelExec channel = session.createExecChannel("read")) {
            channel.open().verify(LIMIT);
            try (OutputStream out = channel.getInvertedIn()) {
                Random random = new Random(SEED);
                for (int at = 0; at < sent.length; ) {
                    int length = Math.min(1 + random.nextInt(70_000), sent.length - at);
                    out.write(sent, at, length);
                    out.flush();
                    at += length;
                }
            }
            channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), LIMIT);
            assertThat(channel.getExitStatus()).isZero();
        }
        assertThat(received.get(1, TimeUnit.MINUTES)).as("seed %s", SEED).isEqualTo(sent);
        assertThat(mostHeld.get()).isBetween(1, (int) WINDOW);
    }

    @Test
    void whatHadArrivedBeforeTheConnectionBrokeIsReadToItsEnd() throws Exception {
        byte[] sent = new byte[(int) WINDOW];
        new Random(SEED).nextBytes(sent);
        ClientSession session = login();
        ChannelExec channel = session.createExecChannel("read");
        channel.open().verify(LIMIT);
        OutputStream out = channel.getInvertedIn();
        out.write(sent);
        out.flush();
        session.close(false).await(LIMIT);
        mayRead.complete(true);
        assertThat(received.get(1, TimeUnit.MINUTES)).as("seed %s", SEED).isEqualTo(sent);
    }

    private ClientSession login() throws IOException {
        ClientSession session = client.connect("anybody", "127.0.0.1", server.getPort())
                .verify(LIMIT)
                .getSession();
        session.addPasswordIdentity("any");
        session.auth().verify(LIMIT);
        return session;
    }

    /** Reads to the end in pieces of any length. */
    private final class Reading extends ChannelCommand {
        Reading() {
            super("reading");
        }

        @Override
        int run() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            Random random = new Random(SEED);
            byte[] piece = new byte[40_000];
            try {
                mayRead.get(1, TimeUnit.MINUTES);
                while (true) {
                    mostHeld.accumulateAndGet(in().available(), Math::max);
                    int read = random.nextInt(10) == 0 ? one(piece) : in().read(piece, 0, 1 + random.nextInt(40_000));
                    if (read < 0) {
                        break;
                    }
                    all.write(piece, 0, read);
                }
                received.complete(all.toByteArray());
                return 0;
            } catch (Exception failed) {
                received.completeExceptionally(failed);
                return 1;
            }
        }

        private int one(byte[] piece) throws IOException {
            int one = in().read();
            piece[0] = (byte) one;
            return one < 0 ? -1 : 1;
        }
    }
}
