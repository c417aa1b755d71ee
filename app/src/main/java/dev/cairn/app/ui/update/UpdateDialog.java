package dev.cairn.app.ui.update;

import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.EmptyState;
import dev.cairn.app.ui.control.FormDialog;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.library.ListReleases;
import dev.cairn.app.usecase.sync.DesireRelease;
import dev.cairn.app.usecase.sync.SyncLimits;
import dev.cairn.app.usecase.sync.SyncSite;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.StackPane;

/** Asks which release a site shall run, decides that, and starts the sync that brings it there as a job. FX thread only. */
public final class UpdateDialog {
    private final ListReleases releases;
    private final DesireRelease desire;
    private final SyncSite sync;
    private final UiWork work;

    /** Reads releases when it opens. */
    public UpdateDialog(ListReleases releases, DesireRelease desire, SyncSite sync, UiWork work) {
        this.releases = releases;
        this.desire = desire;
        this.sync = sync;
        this.work = work;
    }

    /** Opens it for a site. */
    public void open(Site site, Desk desk) {
        work.run("releases", releases::all, all -> desk.dialog(content(site, all, desk)), desk::problem);
    }

    /** Pushes and pulls for a site without deciding anything. */
    public void syncNow(Site site, Desk desk) {
        work.run(
                "sync",
                () -> sync.start(List.of(site.id())),
                job -> desk.notice(Texts.text("update.syncing", site.name())),
                desk::problem);
    }

    private Node content(Site site, List<Release> all, Desk desk) {
        if (all.isEmpty()) {
            EmptyState empty = new EmptyState(
                    Icon.PROFILES,
                    Texts.text("update.no-release.title"),
                    Texts.text("update.no-release.words"),
                    Buttons.main("update-to-profiles", Texts.text("update.no-release.action"), Icon.PROFILES, () -> {
                        desk.closeDialog();
                        desk.goTo(Place.PROFILES);
                    }));
            empty.getStyleClass().add("dialog-box");
            empty.setMaxSize(480, StackPane.USE_PREF_SIZE);
            return empty;
        }
        return new Asking(site, all, desk).form;
    }

    private final class Asking {
        private final FormDialog form;
        private final ComboBox<Release> choice;

        Asking(Site site, List<Release> all, Desk desk) {
            form = new FormDialog(
                    "update-dialog",
                    Texts.text("update.title", site.name()),
                    Texts.text("update.action"),
                    () -> submit(site, desk),
                    desk::closeDialog);
            choice = form.choice("release", Texts.text("update.release"), all);
            choice.setConverter(new Words<>(UpdateDialog::words));
            form.sentence(Texts.text("update.words"));
        }

        private void submit(Site site, Desk desk) {
            Release release = choice.getValue();
            form.action().setDisable(true);
            work.run(
                    "update",
                    () -> {
                        // Ordered again by hand: whoever does that knows that it failed.
                        boolean again = release.digest().equals(site.desiredRelease());
                        var ids = List.of(desire.run(site.id(), release).id());
                        return again ? sync.startAgain(ids, SyncLimits.NONE) : sync.start(ids);
                    },
                    job -> {
                        desk.closeDialog();
                        desk.notice(Texts.text("update.started", site.name(), release.label()));
                    },
                    problem -> {
                        form.action().setDisable(false);
                        form.show(problem);
                    });
        }
    }

    private static String words(Release release) {
        return release.label() + "  " + release.digest().shortHex() + "  " + Numbers.bytes(release.bytes());
    }
}
