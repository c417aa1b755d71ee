package dev.cairn.app.ui;

import dev.cairn.app.ui.activity.ActivityScreen;
import dev.cairn.app.ui.bake.BakeDialog;
import dev.cairn.app.ui.drives.DrivesScreen;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.Frame;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.library.LibraryScreen;
import dev.cairn.app.ui.nodes.NodeCare;
import dev.cairn.app.ui.nodes.NodesScreen;
import dev.cairn.app.ui.overview.OverviewScreen;
import dev.cairn.app.ui.port.DemoFleet;
import dev.cairn.app.ui.port.FileChoosing;
import dev.cairn.app.ui.profiles.ProfilesScreen;
import dev.cairn.app.ui.rollouts.RolloutsScreen;
import dev.cairn.app.ui.settings.SettingsScreen;
import dev.cairn.app.ui.sites.SiteCare;
import dev.cairn.app.ui.sites.SitesScreen;
import dev.cairn.app.ui.telemetry.TelemetryScreen;
import dev.cairn.app.ui.update.UpdateDialog;
import dev.cairn.app.ui.vault.VaultViewModel;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.wiring.Cairn;
import java.time.InstantSource;
import java.util.Optional;

/** Gives each place of the frame its screen, made when it is first visited. FX thread only. */
final class Screens {
    private final Cairn cairn;
    private final Optional<DemoFleet> demo;
    private final FileChoosing files;
    private final VaultViewModel vault;
    private final UiWork work;
    private final Desk desk;
    private final InstantSource clock = InstantSource.system();

    Screens(Cairn cairn, Optional<DemoFleet> demo, FileChoosing files, VaultViewModel vault, UiWork work, Desk desk) {
        this.cairn = cairn;
        this.demo = demo;
        this.files = files;
        this.vault = vault;
        this.work = work;
        this.desk = desk;
    }

    void addTo(Frame frame, Runnable firstReady) {
        frame.add(Place.OVERVIEW, () -> overview(firstReady));
        frame.add(Place.SITES, this::sites);
        frame.add(Place.NODES, this::nodes);
        frame.add(Place.PROFILES, this::profiles);
        frame.add(Place.LIBRARY, this::library);
        frame.add(
                Place.DRIVES,
                () -> new DrivesScreen(
                        cairn.listDrives(),
                        cairn.listImages(),
                        cairn.writeDrive(),
                        cairn.driveReceipts(),
                        cairn.flashLine(),
                        cairn.printLabels(),
                        cairn.events(),
                        work,
                        desk));
        frame.add(Place.ROLLOUTS, this::rollouts);
        frame.add(Place.TELEMETRY, this::telemetry);
        frame.add(Place.ACTIVITY, () -> new ActivityScreen(cairn.listActivity(), cairn.events(), work));
        frame.add(
                Place.SETTINGS,
                () -> new SettingsScreen(
                        cairn.initFleet(),
                        cairn.watchNodes(),
                        cairn.home(),
                        frame.themeProperty(),
                        vault,
                        cairn.events(),
                        work,
                        desk));
    }

    private UpdateDialog update() {
        return new UpdateDialog(cairn.listReleases(), cairn.desireRelease(), cairn.syncSite(), work);
    }

    private BakeDialog bake() {
        return new BakeDialog(cairn.listSites(), cairn.bakeImage(), work);
    }

    private OverviewScreen overview(Runnable firstReady) {
        return new OverviewScreen(
                cairn.initFleet(),
                cairn.overviewSummary(),
                cairn.listSites(),
                clock,
                cairn.events(),
                work,
                desk,
                demo,
                firstReady);
    }

    private SitesScreen sites() {
        return new SitesScreen(
                cairn.listSites(),
                cairn.listNodes(),
                cairn.listReleases(),
                cairn.addSite(),
                new SiteCare(
                        cairn.listWorkloads(),
                        cairn.reachKubernetes(),
                        cairn.changeRoles(),
                        cairn.replaceNode(),
                        cairn.siteTimeline()),
                update(),
                clock,
                cairn.events(),
                work,
                desk);
    }

    private NodesScreen nodes() {
        return new NodesScreen(
                cairn.listNodes(),
                cairn.listSites(),
                cairn.listReleases(),
                cairn.listActivity(),
                new NodeCare(
                        cairn.listUpdates(),
                        cairn.readNodeLog(),
                        cairn.listReleases(),
                        cairn.reflashNode(),
                        cairn.eraseNode(),
                        cairn.jobs()),
                cairn.assignNode(),
                cairn.retireNode(),
                update(),
                files,
                clock,
                cairn.events(),
                work,
                desk);
    }

    private ProfilesScreen profiles() {
        return new ProfilesScreen(
                cairn.listProfiles(),
                cairn.listArtifacts(),
                cairn.validateProfile(),
                cairn.saveProfile(),
                cairn.createRelease(),
                bake(),
                cairn.events(),
                work,
                desk);
    }

    private LibraryScreen library() {
        return new LibraryScreen(
                cairn.listArtifacts(),
                cairn.listReleases(),
                cairn.listImages(),
                cairn.importArtifact(),
                cairn.verifyImage(),
                bake(),
                files,
                cairn.events(),
                work,
                desk);
    }

    private RolloutsScreen rollouts() {
        return new RolloutsScreen(
                cairn.startRollout(),
                cairn.listRollouts(),
                cairn.listSites(),
                cairn.listReleases(),
                cairn.events(),
                work,
                desk);
    }

    private TelemetryScreen telemetry() {
        return new TelemetryScreen(
                cairn.listNodes(),
                cairn.listActivity(),
                cairn.queryTelemetry(),
                cairn.queryLogs(),
                clock,
                cairn.events(),
                work,
                desk);
    }
}
