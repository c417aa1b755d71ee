package dev.cairn.app.ui.library;

import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.ui.bake.BakeDialog;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.FollowingScreen;
import dev.cairn.app.ui.port.FileChoosing;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.library.ImportArtifact;
import dev.cairn.app.usecase.library.ListArtifacts;
import dev.cairn.app.usecase.library.ListImages;
import dev.cairn.app.usecase.library.ListReleases;
import dev.cairn.app.usecase.library.VerifyImage;
import java.util.Set;
import javafx.scene.Parent;

/** The library: artifacts, releases made of them, images baked from those. FX thread only. */
public final class LibraryScreen extends FollowingScreen {
    private final LibraryViewModel model;
    private final LibraryView libraryView;

    /** Built when it is first visited. */
    public LibraryScreen(
            ListArtifacts artifacts,
            ListReleases releases,
            ListImages images,
            ImportArtifact importArtifact,
            VerifyImage verify,
            BakeDialog bake,
            FileChoosing files,
            InventoryEvents events,
            UiWork work,
            Desk desk) {
        super(events, work, Set.of(Topic.ARTIFACTS, Topic.RELEASES, Topic.IMAGES));
        model = new LibraryViewModel(artifacts, releases, images, importArtifact, verify, work);
        libraryView = new LibraryView(model, bake, files, desk);
    }

    @Override
    protected Parent build() {
        return libraryView;
    }

    @Override
    protected void refresh() {
        model.refresh();
    }
}
