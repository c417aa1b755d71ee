package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.adapter.keys.VaultKeyring;
import dev.cairn.app.adapter.vault.FileOpeners;
import dev.cairn.app.adapter.vault.FileVault;
import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveReceipt;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.fleet.FleetSigning;
import dev.cairn.app.usecase.library.BakeRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Receipts of an image that was really baked and written to a file that plays a drive. */
final class DriveReceiptsTest {
    @TempDir
    Path folder;

    private Cairn cairn;
    private Image image;
    private DriveWrite write;

    @BeforeEach
    void writeOne() throws Exception {
        cairn = open("home");
        var release = Library.release(cairn, Files.createDirectories(folder.resolve("inputs")));
        image = cairn.bakeImage().start(BakeRequest.of(release.digest())).await();
        Drive drive = Drive.file(folder.resolve("stick"), image.bytes());
        write = cairn.writeDrive().start(image, List.of(drive), null).getFirst().await();
    }

    @AfterEach
    void close() {
        cairn.close();
    }

    private Cairn open(String name) throws Exception {
        Cairn opened = Cairn.open(CairnOptions.of(folder.resolve(name))
                .withAgentLayer(new PlayedArtifacts(Files.createDirectories(folder.resolve("agent"))).agentLayer()));
        opened.initFleet().run("North");
        return opened;
    }

    @Test
    void theReceiptOfAWrittenDriveIsSignedAndTellsWhatWasWritten() {
        Path saved = cairn.driveReceipts().save(write.id());
        DriveReceipt receipt = cairn.driveReceipts().check(saved);
        assertThat(receipt.write()).isEqualTo(write.id());
        assertThat(receipt.image()).isEqualTo(image.sha256().hex());
        assertThat(receipt.release()).isEqualTo(image.release().hex());
        assertThat(receipt.writtenSha256()).isEqualTo(write.sha256().hex());
        assertThat(receipt.driveBytes()).isEqualTo(image.bytes());
        assertThat(receipt.writtenBytes()).isEqualTo(write.bytes()).isPositive();
        assertThat(receipt.verified()).isTrue();
        assertThat(receipt.finishedMs()).isEqualTo(write.endedAt().toEpochMilli());
    }

    @Test
    void aReceiptThatSomebodyChangedIsRefused() throws Exception {
        String receipt = cairn.driveReceipts().of(write.id());
        String payload = receipt.replaceAll(".*\"payload\":\"([^\"]*)\".*", "$1");
        String changed = new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8)
                .replace("\"verified\":true", "\"verified\":false");
        String forged =
                receipt.replace(payload, Base64.getEncoder().encodeToString(changed.getBytes(StandardCharsets.UTF_8)));
        assertThat(forged).isNotEqualTo(receipt);
        refused(AppProblem.RECEIPT_BAD_SIGNATURE, forged);
        for (int at : new int[] {0, 5, receipt.length() / 2, receipt.length() - 3}) {
            Path file = Files.writeString(folder.resolve("flipped"), flipped(receipt, at));
            assertThatThrownBy(() -> cairn.driveReceipts().check(file))
                    .as("byte %d", at)
                    .isInstanceOf(ProblemException.class);
        }
    }

    private static String flipped(String text, int at) {
        char other = text.charAt(at) == 'A' ? 'B' : 'A';
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    @Test
    void anotherFleetsReceiptIsRefused() throws Exception {
        Path saved = cairn.driveReceipts().save(write.id());
        try (Cairn other = open("other")) {
            assertThatThrownBy(() -> other.driveReceipts().check(saved))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            e -> assertThat(e.problem().is(AppProblem.RECEIPT_BAD_SIGNATURE))
                                    .isTrue());
        }
    }

    @Test
    void whatIsNoReceiptIsRefusedEvenIfTheFleetSignedIt() throws Exception {
        refused(AppProblem.RECEIPT_MALFORMED, "nonsense");
        refused(AppProblem.RECEIPT_MALFORMED, "");
        var fleet = cairn.initFleet().required();
        Path keys = folder.resolve("home/keys");
        FileVault vault = new FileVault(folder.resolve("home/vault.cairn"), InstantSource.system());
        vault.open(new FileOpeners(keys).keyFile(keys.resolve("vault.key")));
        FleetSigning signing = new FleetSigning(new VaultKeyring(keys, "test", vault, () -> {}));
        refused(AppProblem.RECEIPT_MALFORMED, signing.envelope(fleet, Map.of("format", "cairn-order-1")));
        assertThatThrownBy(() -> cairn.driveReceipts().save("unknown"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().is(AppProblem.RECEIPT_UNKNOWN))
                                .isTrue());
    }

    private void refused(AppProblem problem, String text) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), text);
        assertThatThrownBy(() -> cairn.driveReceipts().check(file))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().is(problem))
                                .as(e.problem().code())
                                .isTrue());
    }
}
