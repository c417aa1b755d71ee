package dev.cairn.app.ui;

import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.ui.frame.Frame;
import dev.cairn.app.ui.frame.PaletteItem;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.wiring.Cairn;
import java.util.ArrayList;
import java.util.List;

/** Collects what the command palette finds: places, actions, sites, nodes, profiles, drives. */
final class PaletteSource {
    private final Cairn cairn;
    private final UiWork work;
    private final Frame frame;

    PaletteSource(Cairn cairn, UiWork work, Frame frame) {
        this.cairn = cairn;
        this.work = work;
        this.frame = frame;
    }

    /** Offers places at once and the rest as soon as it is read. FX thread only. */
    void fill() {
        List<PaletteItem> fixed = fixed();
        frame.offer(fixed);
        work.run(
                "palette",
                this::things,
                things -> {
                    List<PaletteItem> all = new ArrayList<>(fixed);
                    all.addAll(things);
                    frame.offer(all);
                },
                problem -> frame.offer(fixed));
    }

    private List<PaletteItem> fixed() {
        List<PaletteItem> items = new ArrayList<>();
        for (Place place : Place.values()) {
            items.add(new PaletteItem(
                    place.icon(), Texts.text("palette.place"), place.label(), "", () -> frame.goTo(place)));
        }
        items.add(action(Icon.ADD, Texts.text("sites.add"), () -> frame.goTo(Place.SITES, "")));
        items.add(action(
                Icon.DARK,
                Texts.text("theme.switch"),
                () -> frame.themeProperty().set(frame.themeProperty().get().other())));
        items.add(action(Icon.REACHABLE, Texts.text("palette.sync-all"), this::syncAll));
        return items;
    }

    private PaletteItem action(Icon icon, String words, Runnable run) {
        return new PaletteItem(icon, Texts.text("palette.action"), words, "", run);
    }

    private void syncAll() {
        work.run(
                "sync",
                () -> cairn.syncSite().startAll(),
                job -> frame.notice(Texts.text("palette.syncing")),
                frame::problem);
    }

    private List<PaletteItem> things() {
        List<PaletteItem> items = new ArrayList<>();
        cairn.listSites()
                .all()
                .forEach(site -> items.add(new PaletteItem(
                        Icon.SITES,
                        Texts.text("palette.site"),
                        site.site().name(),
                        site.site().address(),
                        () -> frame.goTo(Place.SITES, site.site().id().value()))));
        cairn.listNodes()
                .all()
                .forEach(node -> items.add(new PaletteItem(
                        Icon.NODES,
                        Texts.text("palette.node"),
                        node.label(),
                        node.id().value(),
                        () -> frame.goTo(Place.NODES, node.id().value()))));
        cairn.listProfiles()
                .latest()
                .forEach(profile -> items.add(new PaletteItem(
                        Icon.PROFILES,
                        Texts.text("palette.profile"),
                        profile.name(),
                        profile.draft().description(),
                        () -> frame.goTo(Place.PROFILES, profile.name()))));
        for (Drive drive : cairn.listDrives().offered()) {
            items.add(new PaletteItem(
                    Icon.DRIVES,
                    Texts.text("palette.drive"),
                    drive.device().toString(),
                    drive.model(),
                    () -> frame.goTo(Place.DRIVES)));
        }
        return items;
    }
}
