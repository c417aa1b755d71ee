package dev.cairn.app.adapter.drive.macos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairn.app.adapter.drive.Topology;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Looking again before the first byte, on a laptop with a stick that is pictured by hand. */
final class MacClaimTest {
    private final Topology laptop;
    private UnaryOperator<String> change = answer -> answer;

    MacClaimTest() throws Exception {
        Path file = Topology.all("macos").stream()
                .filter(one -> one.endsWith("plain-laptop.txt"))
                .findFirst()
                .orElseThrow();
        laptop = Topology.read(file);
    }

    private MacDrives drives() {
        return new MacDrives(
                command -> change.apply(
                        laptop.sections().getOrDefault(String.join(" ", command), "<plist><dict/></plist>")),
                laptop::kept);
    }

    private Drive stick() {
        return drives().list().stream().filter(Drive::offered).findFirst().orElseThrow();
    }

    @Test
    void aMountedStickIsTaken() {
        Drive chosen = stick();
        assertThat(chosen.unmounts()).containsExactly("/Volumes/STICK");
        assertThat(catchThrowable(() -> drives().claim(chosen))).isNull();
    }

    @Test
    void aStickOfAnotherSizeInItsPlaceIsRefused() {
        Drive chosen = stick();
        change = answer -> answer.replace("<integer>32000000000</integer>", "<integer>64000000000</integer>");
        assertThatThrownBy(() -> drives().claim(chosen))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("changed");
    }

    @Test
    void theSystemsOwnDriveIsRefusedEvenWhenItWasChosen() {
        Drive system = drives().list().stream()
                .filter(drive -> !drive.offered())
                .findFirst()
                .orElseThrow();
        assertThatThrownBy(() -> drives().claim(system)).isInstanceOf(ProblemException.class);
    }
}
