package dev.cairn.app.usecase.drive;

import dev.cairn.app.domain.drive.DriveWriting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions that jobs for the same image share: the first to write opens one, the last to end closes it. Thread-safe. */
final class SharedSessions {
    private final DriveWriting writing;
    private final Map<Path, Shared> open = new HashMap<>();

    SharedSessions(DriveWriting writing) {
        this.writing = writing;
    }

    /** A part in the image's session, to be closed by whoever took it. */
    synchronized Shared enter(Path image) {
        Shared shared = open.computeIfAbsent(image, Shared::new);
        shared.users++;
        return shared;
    }

    private synchronized boolean isLast(Shared shared) {
        shared.users--;
        return shared.users == 0 && open.remove(shared.image, shared);
    }

    /** One image and those who write it. */
    final class Shared implements AutoCloseable {
        private final Path image;
        private int users;
        private DriveWriting.@Nullable Session session;

        private Shared(Path image) {
            this.image = image;
        }

        synchronized DriveWriting.Session get() {
            DriveWriting.Session opened = session;
            if (opened == null) {
                opened = writing.open(image);
                session = opened;
            }
            return opened;
        }

        @Override
        public void close() {
            if (isLast(this)) {
                synchronized (this) {
                    if (session != null) {
                        session.close();
                    }
                }
            }
        }
    }
}
