package dev.cairn.app.usecase.flash;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.DriveWriteRepository;
import dev.cairn.app.domain.drive.FlashPlace;
import dev.cairn.app.domain.drive.FlashRun;
import dev.cairn.image.ImageProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The drives of a run that were taken out, or stopped, or left by an app that ended, before they were done. A writing goes on where it was
 * only with the same seed, so the host name that is in it is kept for the drive until it is given up or the run is closed: it stands in the
 * stored records, and so outlives the app. Safe for many threads.
 */
final class Unfinished {
    private static final Set<String> GO_ON = Set.of(
            ImageProblem.DRIVE_VANISHED.code(),
            ImageProblem.DRIVE_STALLED.code(),
            ImageProblem.DRIVE_TOO_SLOW.code(),
            AppProblem.CANCELLED.code(),
            AppProblem.DRIVE_CUT_OFF.code());

    private final DriveWriteRepository writes;

    Unfinished(DriveWriteRepository writes) {
        this.writes = writes;
    }

    /** Whether a drive that failed with this code may be put in again and goes on where it was. */
    static boolean goesOn(String code) {
        return GO_ON.contains(code);
    }

    /** The names that are kept, as the newest record of each says; the newest is first. */
    List<KeptName> names(FlashRun run) {
        return records(run)
                .map(write -> new KeptName(identity(write), write.model(), write.serial()))
                .toList();
    }

    /** Frees these names: their drives are not waited for any longer. */
    void giveUp(FlashRun run, List<KeptName> names) {
        Set<String> freed = names.stream().map(KeptName::identity).collect(Collectors.toSet());
        records(run)
                .filter(write -> freed.contains(identity(write)))
                .toList()
                .forEach(write -> writes.save(write.failed(AppProblem.DRIVE_GIVEN_UP.code()), null));
    }

    private Stream<DriveWrite> records(FlashRun run) {
        Set<String> seen = new HashSet<>();
        return writes.all().stream()
                .filter(write -> write.isOf(run))
                .filter(write -> seen.add(identity(write)))
                .filter(write -> write.problem() != null && goesOn(write.problem()))
                .filter(write -> !identity(write).isEmpty());
    }

    private static String identity(DriveWrite write) {
        FlashPlace place = Objects.requireNonNull(write.flash(), "a drive of a run has a place in it");
        return Objects.requireNonNullElse(place.identity(), "");
    }
}
