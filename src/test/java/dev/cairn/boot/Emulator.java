package dev.cairn.boot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One run of QEMU: from the moment the power comes until the machine is started again, ends, or the power goes. */
final class Emulator {
    private final Process process;
    private final Path sockets;

    private Emulator(Process process, Path sockets) {
        this.process = process;
        this.sockets = sockets;
    }

    /**
     * Gives the machine power.
     *
     * @param sockets where QEMU is told something and where it tells, a path that is completed; short, as Linux wants them
     * @param log gets what QEMU itself says
     */
    static Emulator start(List<String> command, Path sockets, Path log) throws IOException {
        List<String> all = new ArrayList<>(command);
        for (Path socket : List.of(control(sockets), events(sockets))) {
            all.addAll(List.of("-qmp", "unix:" + socket + ",server=on,wait=off"));
        }
        Process process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        return new Emulator(process, sockets);
    }

    private static Path control(Path sockets) {
        return Path.of(sockets + ".control");
    }

    private static Path events(Path sockets) {
        return Path.of(sockets + ".events");
    }

    /** To command it while it runs. */
    Qmp control() throws IOException {
        return Qmp.connect(control(sockets));
    }

    /** Waits until guest, firmware or watchdog start the machine again; false when QEMU ended instead. */
    boolean restarts() throws IOException, InterruptedException {
        while (process.isAlive()) {
            try (Qmp events = Qmp.connect(events(sockets))) {
                return events.sees("RESET");
            } catch (IOException notYet) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        return false;
    }

    /** Takes the power away: QEMU finishes nothing. */
    void cut() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it as its user would. */
    void end() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            cut();
        }
    }
}
