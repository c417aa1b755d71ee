package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.OwnedFiles;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.usecase.fleet.FleetSigning;
import dev.cairn.app.usecase.fleet.InitFleet;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.Jobs;
import dev.cairn.app.usecase.vault.ClusterVault;
import dev.cairn.app.usecase.vault.KeptSecrets;
import dev.cairn.protocol.ClusterSecrets;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes what a site's cluster cannot be rebuilt without home now, and gives it out to who has to rebuild it. Safe for many threads. */
public final class BackUpSite {
    private final Jobs jobs;
    private final InitFleet fleet;
    private final NodeRepository nodes;
    private final NodeVisit visit;
    private final BackUpCluster backUp;
    private final FleetSigning signing;
    private final ClusterVault vault;
    private final Lanes lanes;
    private final OwnedFiles files;

    BackUpSite(
            Jobs jobs,
            InitFleet fleet,
            NodeRepository nodes,
            NodeVisit visit,
            BackUpCluster backUp,
            FleetSigning signing,
            ClusterVault vault,
            Lanes lanes,
            OwnedFiles files) {
        this.jobs = jobs;
        this.fleet = fleet;
        this.nodes = nodes;
        this.visit = visit;
        this.backUp = backUp;
        this.signing = signing;
        this.vault = vault;
        this.lanes = lanes;
        this.files = files;
    }

    /** Asks the site's servers; fails with what kept it from being kept. */
    public Job<SiteBackup> start(Site site) {
        signing.requireOpen("backup");
        return jobs.start("Backup " + site.name(), control -> run(site, control));
    }

    private SiteBackup run(Site site, JobControl control) {
        List<NodeId> heard = new ArrayList<>();
        for (Node node : nodes.ofSite(site.id())) {
            if (node.state() != NodeState.RETIRED && isHeard(node, site, control)) {
                heard.add(node.id());
            }
        }
        SiteBackup backup = backUp.run(fleet.required(), site, heard);
        if (backup.problem() != null) {
            throw new ProblemException(backup.problem());
        }
        if (backup.outcome() == SiteBackup.Outcome.NONE) {
            throw ProblemException.of(AppProblem.SITE_NO_SERVER, "backup", site.name());
        }
        return backup;
    }

    private boolean isHeard(Node node, Site site, JobControl control) {
        return lanes.in(node.id(), () -> {
            try (NodeLink link = visit.connect(node.id(), site)) {
                visit.report(node.id(), link);
                return true;
            } catch (ProblemException e) {
                control.log(node.label() + ": " + e.problem().code());
                return false;
            }
        });
    }

    /** Writes what is kept of the site's newest cluster into a new folder, for its owner alone, as k3s has it below a server's folder. */
    public KeptSecrets write(Site site, Path folder) {
        KeptSecrets kept = vault.ofSite(site.id()).stream()
                .findFirst()
                .orElseThrow(() -> ProblemException.of(AppProblem.SITE_NOT_BACKED_UP, "backup", site.name()));
        if (Files.exists(folder)) {
            throw ProblemException.of(AppProblem.FILE_EXISTS, "backup", folder);
        }
        for (ClusterSecrets.File file : kept.secrets().files()) {
            files.replace(folder.resolve(file.path()), new String(file.bytes(), StandardCharsets.UTF_8));
        }
        return kept;
    }
}
