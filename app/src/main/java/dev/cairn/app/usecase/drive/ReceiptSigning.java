package dev.cairn.app.usecase.drive;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveReceipt;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.WriteReceipt;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.usecase.fleet.FleetSigning;
import dev.cairn.app.usecase.fleet.InitFleet;

/** Makes the signed receipt of a drive that was written and found good. Safe for many threads. */
public final class ReceiptSigning {
    private final InitFleet fleet;
    private final FleetSigning signing;

    public ReceiptSigning(InitFleet fleet, FleetSigning signing) {
        this.fleet = fleet;
        this.signing = signing;
    }

    /** Refuses, before anything is written, when receipts cannot be signed now. */
    void requireOpen() {
        signing.requireOpen("write");
    }

    /** The signed envelope as JSON. */
    String sign(Image image, Drive target, DriveWrite write, WriteReceipt found) {
        var made = fleet.required();
        return signing.envelope(
                made,
                new DriveReceipt(
                        DriveReceipt.FORMAT,
                        made.id(),
                        write.id(),
                        image.sha256().hex(),
                        image.release().hex(),
                        write.device(),
                        write.model(),
                        write.serial(),
                        target.bytes(),
                        write.flash() == null ? null : write.flash().identity(),
                        found.sha256().hex(),
                        found.bytesWritten(),
                        found.bytesFound(),
                        found.verified(),
                        found.pastCache(),
                        write.startedAt().toEpochMilli(),
                        write.endedAt().toEpochMilli(),
                        found.notes()));
    }
}
