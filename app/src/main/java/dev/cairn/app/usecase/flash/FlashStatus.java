package dev.cairn.app.usecase.flash;

import dev.cairn.app.domain.drive.FlashRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The flash line at one moment.
 *
 * @param run the open run; null when there is none
 * @param armed whether drives that are put in are written
 * @param written drives of this run that were written and read back, over restarts of the app
 * @param failed tries of this run that failed
 * @param next the host name that the next drive gets; null when the run gives none
 */
public record FlashStatus(
        @Nullable FlashRun run,
        boolean armed,
        int written,
        int failed,
        @Nullable String next,
        List<FlashDrive> drives) {
    public FlashStatus {
        drives = List.copyOf(drives);
    }
}
