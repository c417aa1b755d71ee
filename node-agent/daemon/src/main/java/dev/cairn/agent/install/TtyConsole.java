package dev.cairn.agent.install;

import dev.cairn.agent.facts.SysFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All terminals that are the kernel's console, screen and serial line alike: /dev/console is only the last of them. Each is written by a thread
 * of its own, so that a serial line that takes nothing holds nothing up. Thread-safe.
 */
public final class TtyConsole implements InstallConsole {
    private static final Logger LOG = LoggerFactory.getLogger(TtyConsole.class);
    private static final Duration CLOSE = Duration.ofSeconds(3);
    private static final int MOST_WAITING = 500;

    private final List<ThreadPoolExecutor> terminals;
    private final List<Path> devices;

    /** @param root / outside tests */
    public TtyConsole(Path root) {
        this.devices = new SysFiles(root)
                .text("sys/class/tty/console/active").stream()
                        .flatMap(names -> Arrays.stream(names.split(" ")))
                        .map(name -> root.resolve("dev").resolve(name))
                        .toList();
        this.terminals = devices.stream().map(TtyConsole::writer).toList();
    }

    private static ThreadPoolExecutor writer(Path device) {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                Thread.ofPlatform()
                        .daemon()
                        .name("console " + device.getFileName())
                        .factory(),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void say(String line) {
        byte[] bytes = ("cairn: " + line + "\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < devices.size(); i++) {
            Path device = devices.get(i);
            terminals.get(i).execute(() -> write(device, bytes));
        }
    }

    private static void write(Path device, byte[] bytes) {
        try {
            Files.write(device, bytes, StandardOpenOption.WRITE);
        } catch (IOException refused) {
            LOG.debug("{} takes nothing: {}", device, refused.getMessage());
        }
    }

    @Override
    public void close() {
        terminals.forEach(ExecutorService::shutdown);
        try {
            for (ThreadPoolExecutor terminal : terminals) {
                if (!terminal.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
                    LOG.debug("a console did not take all lines");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
