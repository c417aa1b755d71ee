package dev.cairn.image.drive.linux;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.drive.dbus.BusException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What it means for a drive when udisks2 did not open it (udisks2's reference manual, "Error codes"; D-Bus Specification, "Errors"). Immutable.
 */
record UdisksProblem(ImageProblem problem, IOException cause) {
    private static final String UDISKS = "org.freedesktop.UDisks2.Error.";
    private static final String BUS = "org.freedesktop.DBus.Error.";

    static UdisksProblem of(IOException cause) {
        return new UdisksProblem(problem(cause), cause);
    }

    private static ImageProblem problem(IOException cause) {
        if (cause instanceof SocketTimeoutException) {
            return ImageProblem.AUTHORISATION_TIMED_OUT;
        }
        if (!(cause instanceof BusException answer)) {
            return ImageProblem.UDISKS_MISSING;
        }
        return switch (answer.name()) {
            case UDISKS + "NotAuthorized", UDISKS + "NotAuthorizedCanObtain" -> ImageProblem.DRIVE_NOT_AUTHORISED;
            case UDISKS + "NotAuthorizedDismissed" -> ImageProblem.AUTHORISATION_DISMISSED;
            case UDISKS + "DeviceBusy" -> ImageProblem.DRIVE_IN_USE;
            case UDISKS + "Timedout" -> ImageProblem.AUTHORISATION_TIMED_OUT;
            case BUS + "UnknownObject" -> ImageProblem.DRIVE_VANISHED;
            default -> answer.name().startsWith(BUS) ? ImageProblem.UDISKS_MISSING : ImageProblem.IO_FAILED;
        };
    }

    /** Whether a person, or a time-out instead of one, has decided about whoever asks, so that asking again at once would be a nuisance. */
    boolean holdsForAll() {
        return problem == ImageProblem.DRIVE_NOT_AUTHORISED
                || problem == ImageProblem.AUTHORISATION_DISMISSED
                || problem == ImageProblem.AUTHORISATION_TIMED_OUT;
    }

    ImageException about(Path device) {
        String reason = String.valueOf(cause.getMessage());
        return new ImageException(problem, "open", device.toString(), Map.of("reason", reason), cause);
    }
}
