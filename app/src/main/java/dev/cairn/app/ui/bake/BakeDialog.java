package dev.cairn.app.ui.bake;

import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.ui.control.FormDialog;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.fleet.SiteSummary;
import dev.cairn.app.usecase.library.BakeImage;
import dev.cairn.app.usecase.library.BakeRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ComboBox;

/** Asks for whom an image is baked and starts the job. FX thread only. */
public final class BakeDialog {
    private final ListSites sites;
    private final BakeImage bake;
    private final UiWork work;

    /** Reads the sites when it opens. */
    public BakeDialog(ListSites sites, BakeImage bake, UiWork work) {
        this.sites = sites;
        this.bake = bake;
        this.work = work;
    }

    /** Opens it for a release. */
    public void open(Release release, Desk desk) {
        work.run("sites", sites::all, all -> desk.dialog(form(release, all, desk)), desk::problem);
    }

    private FormDialog form(Release release, List<SiteSummary> all, Desk desk) {
        Asking asking = new Asking(release, all, desk);
        return asking.form;
    }

    private final class Asking {
        private final Release release;
        private final Desk desk;
        private final FormDialog form;
        private final ComboBox<Optional<Site>> site;

        Asking(Release release, List<SiteSummary> all, Desk desk) {
            this.release = release;
            this.desk = desk;
            form = new FormDialog(
                    "bake-dialog",
                    Texts.text("bake.title", release.label()),
                    Texts.text("bake.action"),
                    this::submit,
                    desk::closeDialog);
            List<Optional<Site>> choices = new ArrayList<>();
            choices.add(Optional.empty());
            all.forEach(summary -> choices.add(Optional.of(summary.site())));
            site = form.choice("site", Texts.text("bake.site"), choices);
            site.setConverter(new Words<>(choice -> choice.map(Site::name).orElse(Texts.text("bake.site.any"))));
            form.sentence(Texts.text("bake.words"));
        }

        private void submit() {
            BakeRequest request = site.getValue()
                    .map(chosen -> new BakeRequest(release.digest(), null, chosen.id(), (Role) null, null, null))
                    .orElseGet(() -> BakeRequest.of(release.digest()));
            work.run(
                    "bake",
                    () -> bake.start(request),
                    job -> {
                        desk.closeDialog();
                        desk.notice(Texts.text("bake.started", release.label()));
                    },
                    form::show);
        }
    }
}
