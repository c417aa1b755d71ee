package dev.cairn.app.ui.profiles;

import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.ui.bake.BakeDialog;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.FollowingScreen;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.library.CreateRelease;
import dev.cairn.app.usecase.library.ListArtifacts;
import dev.cairn.app.usecase.profile.ListProfiles;
import dev.cairn.app.usecase.profile.SaveProfile;
import dev.cairn.app.usecase.profile.ValidateProfile;
import java.util.Set;
import javafx.scene.Parent;

/** The profile designer. FX thread only. */
public final class ProfilesScreen extends FollowingScreen {
    private final ProfilesViewModel model;
    private final ProfilesView profilesView;

    /** Built when it is first visited. */
    public ProfilesScreen(
            ListProfiles profiles,
            ListArtifacts artifacts,
            ValidateProfile validate,
            SaveProfile save,
            CreateRelease createRelease,
            BakeDialog bake,
            InventoryEvents events,
            UiWork work,
            Desk desk) {
        super(events, work, Set.of(Topic.PROFILES, Topic.ARTIFACTS));
        model = new ProfilesViewModel(profiles, artifacts, validate, save, createRelease, work);
        profilesView = new ProfilesView(model, bake, desk);
    }

    @Override
    protected Parent build() {
        return profilesView;
    }

    @Override
    protected void refresh() {
        model.refresh();
    }

    @Override
    public void open(String id) {
        profilesView.open(id);
    }
}
