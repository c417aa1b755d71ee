package dev.cairn.standin.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code k3s server …} and {@code k3s agent …}; the other commands are answered by a running one through {@link CommandPort}. */
public final class Main {
    /** How long servers and agents rest between two looks; longer on slow machines. */
    static final long PAUSE_MS = Long.getLong("standin.pause", 1_000);

    private Main() {}

    /** The first argument is the table of options. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            OptionTable table = OptionTable.read(Path.of(arguments[0]));
            List<String> words = List.of(arguments).subList(2, arguments.length);
            K3sArguments parsed = K3sArguments.parse(table, arguments[1], words);
            System.exit(
                    switch (arguments[1]) {
                        case "server" -> new Server(parsed).run();
                        case "agent" -> new Agent(parsed).run();
                        default -> throw new IllegalArgumentException("unknown command " + arguments[1]);
                    });
        } catch (IOException | IllegalArgumentException refused) {
            say("FATA " + refused.getMessage());
            System.exit(1);
        }
    }

    static void say(String line) {
        System.out.println("stand-in k3s: " + line);
        System.out.flush();
    }
}
