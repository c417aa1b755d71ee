package dev.cairn.app.cli;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.Drive.Refusal;
import dev.cairn.app.usecase.drive.RefusalTexts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One drive as {@code drive list} shows it. */
record DriveListing(
        Path device,
        String model,
        String serial,
        long bytes,
        String bus,
        String busPath,
        String number,
        long sequence,
        boolean removable,
        boolean offered,
        List<Refusal> refusals,
        List<Why> reasons,
        List<String> unmounts) {
    /** A reason with its words. */
    record Why(Refusal code, String about, String what, String remedy) {}

    static DriveListing of(Drive drive) {
        return new DriveListing(
                drive.device(),
                drive.model(),
                drive.serial(),
                drive.bytes(),
                drive.bus(),
                drive.busPath(),
                drive.number(),
                drive.sequence(),
                drive.removable(),
                drive.offered(),
                drive.refusals(),
                drive.reasons().stream()
                        .map(reason -> new Why(
                                reason.refusal(),
                                reason.about(),
                                RefusalTexts.what(reason),
                                RefusalTexts.remedy(reason.refusal())))
                        .toList(),
                drive.unmounts());
    }

    static List<String> lines(Drive drive) {
        List<String> lines = new ArrayList<>();
        lines.add(line(drive) + (drive.offered() ? "" : "  not offered"));
        drive.reasons()
                .forEach(reason ->
                        lines.add("    " + RefusalTexts.what(reason) + ": " + RefusalTexts.remedy(reason.refusal())));
        drive.unmounts().forEach(mount -> lines.add("    will be unmounted: " + mount));
        return lines;
    }

    static String line(Drive drive) {
        return drive.device() + "  " + drive.model() + "  " + drive.serial() + "  " + Words.bytes(drive.bytes()) + "  "
                + drive.bus();
    }
}
