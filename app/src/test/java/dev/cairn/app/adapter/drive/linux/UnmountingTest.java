package dev.cairn.app.adapter.drive.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class UnmountingTest {
    private static final Drive STICK = new Drive(
            Path.of("/dev/sdb"),
            "Stick",
            "",
            1,
            "usb",
            "",
            "8:16",
            1,
            true,
            List.of(),
            List.of("/media/a", "/media/a/in ner"));

    @Test
    void unmountsTheInnermostFirst() {
        List<String> asked = new ArrayList<>();
        new Unmounting(mountPoint -> {
                    asked.add(mountPoint);
                    return "";
                })
                .unmount(STICK);
        assertThat(asked).containsExactly("/media/a/in ner", "/media/a");
    }

    @Test
    void stopsAtTheFirstThatIsBusyAndNamesIt() {
        List<String> asked = new ArrayList<>();
        assertThatThrownBy(() -> new Unmounting(mountPoint -> {
                            asked.add(mountPoint);
                            return "umount: target is busy.";
                        })
                        .unmount(STICK))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().is(AppProblem.DRIVE_BUSY)).isTrue();
                    assertThat(e.problem().arguments()).containsEntry("mount", "/media/a/in ner");
                });
        assertThat(asked).hasSize(1);
    }

    @Test
    void tellsWhatUmountSaysOfAPlaceWhereNothingIsMounted() throws Exception {
        assertThat(Unmounting.UMOUNT.of("/no such place")).startsWith("umount: ");
    }
}
