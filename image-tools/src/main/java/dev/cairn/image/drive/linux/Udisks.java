package dev.cairn.image.drive.linux;

import dev.cairn.image.drive.dbus.BusAddress;
import dev.cairn.image.drive.dbus.BusConnection;
import dev.cairn.image.drive.dbus.BusException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The udisks2 of this machine. Drives are opened one after the other over one connection, which lasts as long as anybody uses it: polkit
 * remembers for whom it asked a person, so that of many drives only the first one needs an answer. Thread-safe.
 */
public final class Udisks {
    private static final long LOOK_EVERY_MILLIS = 200;

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Refusals refusals = new Refusals();
    private Optional<BusConnection> connection = Optional.empty();
    private int users;

    /** Whoever has one keeps the connection open. */
    public interface Use extends AutoCloseable {
        @Override
        void close();
    }

    public synchronized Use use() {
        users++;
        return this::release;
    }

    private synchronized void release() {
        users--;
        if (users == 0) {
            disconnect();
        }
    }

    private synchronized void disconnect() {
        Optional<BusConnection> unused = connection;
        connection = Optional.empty();
        try {
            if (unused.isPresent()) {
                unused.get().close();
            }
        } catch (IOException e) {
            // The connection is of no use to anybody, closed or not.
            return;
        }
    }

    /**
     * A descriptor of a drive, which the caller closes. Throws an ImageException. When somebody refuses, those who wait get the same answer.
     *
     * @param mode {@code r} or {@code rw}
     * @param flags of open(2)
     * @param goesOn asked while waiting; throws when nobody wants the drive any more
     */
    int open(Path device, String mode, int flags, Runnable goesOn) {
        long asked = refusals.count();
        await(goesOn);
        try {
            refusals.throwAnySince(asked, device);
            return opened(device, mode, flags, goesOn);
        } finally {
            turn.unlock();
        }
    }

    /** Where no answer came a late one would be taken for that of another call, and its descriptor lost: the connection is given up. */
    private int opened(Path device, String mode, int flags, Runnable goesOn) {
        boolean answered = false;
        try {
            int descriptor = new UdisksCalls(connected()).openDevice(device, mode, flags, goesOn);
            answered = true;
            return descriptor;
        } catch (IOException e) {
            answered = e instanceof BusException;
            throw refused(UdisksProblem.of(e), device);
        } finally {
            if (!answered) {
                disconnect();
            }
        }
    }

    private RuntimeException refused(UdisksProblem problem, Path device) {
        refusals.note(problem);
        return problem.about(device);
    }

    private void await(Runnable goesOn) {
        try {
            do {
                goesOn.run();
            } while (!turn.tryLock(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the turn of a drive", e);
        }
    }

    private synchronized BusConnection connected() throws IOException {
        if (connection.isEmpty()) {
            connection = Optional.of(BusConnection.open(BusAddress.ofSystemBus()));
        }
        return connection.get();
    }

    /** Unmounts a file system by its device, neither by force nor another user's; throws with what udisks2 said. Asks nobody. */
    public static void unmount(Path device) throws IOException {
        try (BusConnection own = BusConnection.open(BusAddress.ofSystemBus())) {
            new UdisksCalls(own).unmount(device);
        }
    }

    /** Has the partitions of a drive read anew; not over the connection on which somebody may be asked just now. Asks nobody. */
    static void rescan(Path device) throws IOException {
        try (BusConnection own = BusConnection.open(BusAddress.ofSystemBus())) {
            new UdisksCalls(own).rescan(device);
        }
    }
}
