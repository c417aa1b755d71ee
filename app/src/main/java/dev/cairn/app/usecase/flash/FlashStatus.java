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
 * @param next the host name that the next new drive gets; null when the run gives none
 * @param kept host names of drives that were taken out unfinished; such a drive goes on with its own when it is put in again
 */
public record FlashStatus(
        @Nullable FlashRun run,
        boolean armed,
        int written,
        int failed,
        @Nullable String next,
        List<KeptName> kept,
        List<FlashDrive> drives) {
    public FlashStatus {
        kept = List.copyOf(kept);
        drives = List.copyOf(drives);
    }
}
