package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.FollowingScreen;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.drive.DriveReceipts;
import dev.cairn.app.usecase.drive.ListDrives;
import dev.cairn.app.usecase.drive.WriteDrive;
import dev.cairn.app.usecase.flash.FlashLine;
import dev.cairn.app.usecase.flash.PrintLabels;
import dev.cairn.app.usecase.library.ListImages;
import java.util.Set;
import javafx.scene.Parent;

/** The bench where drives are written. FX thread only. */
public final class DrivesScreen extends FollowingScreen {
    private final DrivesViewModel model;
    private final DrivesView drivesView;

    /** Built when it is first visited. */
    public DrivesScreen(
            ListDrives drives,
            ListImages images,
            WriteDrive write,
            DriveReceipts receipts,
            FlashLine flash,
            PrintLabels labels,
            InventoryEvents events,
            UiWork work,
            Desk desk) {
        super(events, work, Set.of(Topic.DRIVES, Topic.IMAGES));
        model = new DrivesViewModel(drives, images, write, receipts, work);
        drivesView = new DrivesView(model, new FlashModel(flash, labels, work), desk);
    }

    @Override
    protected Parent build() {
        return drivesView;
    }

    @Override
    protected void refresh() {
        model.refresh();
    }

    @Override
    public void open(String id) {
        drivesView.choose(id);
    }
}
