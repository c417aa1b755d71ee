package dev.cairn.app.adapter.sqlite;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.domain.Transactions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The one writing connection and the few reading ones of a database file. Safe for use by many threads. */
public final class SqliteDatabase implements Transactions, AutoCloseable {
    private static final int READERS = 3;
    private static final int BUSY_MS = 5_000;

    private final Path file;
    private final InventoryEvents events;
    private final Connection writer;
    private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);
    private final ReentrantLock writing = new ReentrantLock(true);
    private final Set<Topic> touched = EnumSet.noneOf(Topic.class);
    private boolean spoiled;

    private SqliteDatabase(Path file, InventoryEvents events, Connection writer) {
        this.file = file;
        this.events = events;
        this.writer = writer;
    }

    /**
     * Opens the database of a data folder that the caller has locked, and brings it to the current version. A newer one is
     * refused before anything is touched.
     *
     * @param vault takes the secrets (base64 by batch) that an older inventory held, before they are removed from it
     */
    public static SqliteDatabase open(
            Path file, Path nativeFolder, InventoryEvents events, Consumer<Map<String, String>> vault) {
        SchemaVersion.refuseNewer(file, SchemaVersion.read(file));
        try {
            if (System.getProperty("org.sqlite.tmpdir") == null) {
                Files.createDirectories(nativeFolder);
                System.setProperty("org.sqlite.tmpdir", nativeFolder.toString());
            }
            return connect(file, events, vault);
        } catch (SQLException | java.io.IOException e) {
            throw failed(file, "open", e);
        }
    }

    private static SqliteDatabase connect(Path file, InventoryEvents events, Consumer<Map<String, String>> vault)
            throws SQLException {
        SQLiteDataSource source = source(file, false);
        Connection writer = source.getConnection();
        try {
            try (Statement statement = writer.createStatement();
                    ResultSet row = statement.executeQuery("SELECT sqlite_version()")) {
                SqliteLibrary.requireSafe(row.getString(1));
            }
            SqliteMigrations.run(file, source, writer, vault);
            writer.setAutoCommit(false);
            SqliteDatabase database = new SqliteDatabase(file, events, writer);
            SQLiteDataSource reading = source(file, true);
            for (int i = 0; i < READERS; i++) {
                database.readers.add(reading.getConnection());
            }
            return database;
        } catch (SQLException | RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private static SQLiteDataSource source(Path file, boolean readOnly) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MS);
        if (readOnly) {
            config.setPragma(SQLiteConfig.Pragma.JOURNAL_MODE, "WAL");
        }
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    @Override
    public <T> T inOne(Supplier<T> work) {
        if (writing.isHeldByCurrentThread()) {
            return nested(work);
        }
        Set<Topic> changed;
        T answer;
        writing.lock();
        try {
            spoiled = false;
            touched.clear();
            answer = work.get();
            if (spoiled) {
                throw new IllegalStateException("an inner change failed, so the outer one cannot be kept");
            }
            writer.commit();
            changed = Set.copyOf(touched);
        } catch (SQLException e) {
            undo(e);
            throw failed(file, "store", e);
        } catch (RuntimeException | Error e) {
            undo(e);
            throw e;
        } finally {
            writing.unlock();
        }
        events.publish(changed);
        return answer;
    }

    private <T> T nested(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            spoiled = true;
            throw e;
        }
    }

    private void undo(Throwable cause) {
        try {
            writer.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    /** Work on a connection. */
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /** Runs a change, in the transaction of this thread or one of its own, and notes what it touches. */
    <T> T change(Topic topic, Work<T> work) {
        return inOne(() -> {
            touched.add(topic);
            try {
                return work.on(writer);
            } catch (SQLException e) {
                throw failed(file, "store", e);
            }
        });
    }

    /** Runs a query; inside a transaction it sees what the transaction did. */
    <T> T read(Work<T> work) {
        if (writing.isHeldByCurrentThread()) {
            try {
                return work.on(writer);
            } catch (SQLException e) {
                throw failed(file, "read", e);
            }
        }
        @Nullable Connection reader = null;
        try {
            reader = readers.take();
            return work.on(reader);
        } catch (SQLException e) {
            throw failed(file, "read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.of(AppProblem.CANCELLED, "read", file), e);
        } finally {
            if (reader != null) {
                readers.add(reader);
            }
        }
    }

    /** Closes all connections; the last one writes the log back into the file. */
    @Override
    public void close() {
        writing.lock();
        try {
            for (int i = 0; i < READERS; i++) {
                readers.take().close();
            }
            writer.close();
        } catch (SQLException e) {
            throw failed(file, "close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            writing.unlock();
        }
    }

    private static ProblemException failed(Path file, String phase, Exception e) {
        return new ProblemException(
                Problem.of(AppProblem.DATABASE_FAILED, phase, file, "reason", String.valueOf(e.getMessage())), e);
    }
}
