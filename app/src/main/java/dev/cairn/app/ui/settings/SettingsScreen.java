package dev.cairn.app.ui.settings;

import dev.cairn.app.domain.InventoryEvents;
import dev.cairn.app.domain.Topic;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.FollowingScreen;
import dev.cairn.app.ui.theme.Theme;
import dev.cairn.app.ui.vault.VaultView;
import dev.cairn.app.ui.vault.VaultViewModel;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.InitFleet;
import dev.cairn.app.usecase.fleet.WatchNodes;
import java.nio.file.Path;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Parent;

/** The settings of this laptop. FX thread only. */
public final class SettingsScreen extends FollowingScreen {
    private final SettingsViewModel model;
    private final ObjectProperty<Theme> theme;
    private final VaultViewModel vault;
    private final Desk desk;

    /** Built when it is first visited. */
    public SettingsScreen(
            InitFleet fleets,
            WatchNodes watch,
            Path home,
            ObjectProperty<Theme> theme,
            VaultViewModel vault,
            InventoryEvents events,
            UiWork work,
            Desk desk) {
        super(events, work, Set.of(Topic.FLEET, Topic.ACTIVITY));
        this.vault = vault;
        this.desk = desk;
        this.theme = theme;
        model = new SettingsViewModel(fleets, watch, home, work);
    }

    @Override
    protected Parent build() {
        return new SettingsView(model, theme, new VaultView(vault, desk));
    }

    @Override
    protected void refresh() {
        model.refresh();
        vault.refresh();
    }
}
