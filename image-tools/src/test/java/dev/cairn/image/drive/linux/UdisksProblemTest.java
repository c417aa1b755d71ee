package dev.cairn.image.drive.linux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.image.ImageProblem;
import dev.cairn.image.drive.dbus.BusException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UdisksProblemTest {
    @ParameterizedTest
    @CsvSource({
        "org.freedesktop.UDisks2.Error.NotAuthorized, DRIVE_NOT_AUTHORISED, true",
        "org.freedesktop.UDisks2.Error.NotAuthorizedCanObtain, DRIVE_NOT_AUTHORISED, true",
        "org.freedesktop.UDisks2.Error.NotAuthorizedDismissed, AUTHORISATION_DISMISSED, true",
        "org.freedesktop.UDisks2.Error.DeviceBusy, DRIVE_IN_USE, false",
        "org.freedesktop.UDisks2.Error.Failed, IO_FAILED, false",
        "org.freedesktop.UDisks2.Error.Timedout, AUTHORISATION_TIMED_OUT, true",
        "org.freedesktop.DBus.Error.ServiceUnknown, UDISKS_MISSING, false",
        "org.freedesktop.DBus.Error.UnknownMethod, UDISKS_MISSING, false",
        "org.freedesktop.DBus.Error.UnknownObject, DRIVE_VANISHED, false"
    })
    void eachAnswerIsNamed(String error, ImageProblem problem, boolean forAll) {
        UdisksProblem found = UdisksProblem.of(new BusException(error, "said so"));
        assertThat(found.problem()).isEqualTo(problem);
        assertThat(found.holdsForAll()).isEqualTo(forAll);
        assertThat(found.about(Path.of("/dev/sdz")).arguments()).containsEntry("reason", "said so");
    }

    @Test
    void noAnswerAndNoBusAreDifferentThings() {
        assertThat(UdisksProblem.of(new SocketTimeoutException("late")).problem())
                .isEqualTo(ImageProblem.AUTHORISATION_TIMED_OUT);
        assertThat(UdisksProblem.of(new IOException("no socket")).problem()).isEqualTo(ImageProblem.UDISKS_MISSING);
    }
}
