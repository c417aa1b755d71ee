package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.rollout.Rollout;
import dev.cairn.app.domain.rollout.RolloutRepository;
import dev.cairn.app.domain.rollout.RolloutSite;
import dev.cairn.app.domain.rollout.RolloutState;
import dev.cairn.app.domain.rollout.SiteState;
import dev.cairn.app.usecase.fleet.ListSites;
import dev.cairn.app.usecase.fleet.Names;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.app.usecase.job.JobUnit;
import dev.cairn.app.usecase.job.Jobs;
import dev.cairn.app.usecase.library.ListReleases;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes rollouts and carries them out, wave by wave. A wave with a failed site stops the rollout. */
public final class StartRollout {
    private final Jobs jobs;
    private final Transactions transactions;
    private final RolloutRepository rollouts;
    private final ListReleases releases;
    private final ListSites sites;
    private final DesireRelease desire;
    private final SyncSite sync;
    private final ActivityLog activity;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public StartRollout(
            Jobs jobs,
            Transactions transactions,
            RolloutRepository rollouts,
            ListReleases releases,
            ListSites sites,
            DesireRelease desire,
            SyncSite sync,
            ActivityLog activity,
            Identifiers identifiers,
            InstantSource clock) {
        this.jobs = jobs;
        this.transactions = transactions;
        this.rollouts = rollouts;
        this.releases = releases;
        this.sites = sites;
        this.desire = desire;
        this.sync = sync;
        this.activity = activity;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Makes a rollout and changes nothing at any site yet. */
    public Rollout create(RolloutPlan plan) {
        String name = Names.check("rollout name", plan.name());
        Release release = releases.find(plan.release().hex());
        List<RolloutSite> places = new ArrayList<>();
        Set<SiteId> seen = new HashSet<>();
        for (int wave = 0; wave < plan.waves().size(); wave++) {
            for (SiteId site : plan.waves().get(wave)) {
                Site known = sites.find(site.value());
                if (seen.add(known.id())) {
                    places.add(new RolloutSite(known.id(), wave, SiteState.WAITING, ""));
                }
            }
        }
        if (places.isEmpty()) {
            throw ProblemException.of(AppProblem.ROLLOUT_EMPTY, "create", name);
        }
        return transactions.inOne(() -> {
            Rollout rollout = new Rollout(
                    identifiers.next(), name, release.digest(), RolloutState.PLANNED, places, clock.instant());
            rollouts.save(rollout);
            activity.add("rollout.created", name, "release", release.label(), "sites", places.size());
            return rollout;
        });
    }

    /** Starts a rollout, or goes on with one that is paused or failed: sites that are done are left alone. */
    public Job<Rollout> start(String id) {
        sync.requireOpen();
        Rollout rollout = transactions.inOne(() -> {
            Rollout known = find(id);
            if (known.state() == RolloutState.RUNNING || known.state() == RolloutState.FINISHED) {
                throw wrongState(known);
            }
            Rollout running = known.inState(RolloutState.RUNNING);
            rollouts.save(running);
            activity.add("rollout.started", known.name());
            return running;
        });
        return jobs.start("Roll out " + rollout.name(), control -> run(rollout.id(), control));
    }

    /** Stops after the sites that are being updated now. */
    public Rollout pause(String id) {
        return transactions.inOne(() -> {
            Rollout known = find(id);
            if (known.state() != RolloutState.RUNNING) {
                throw wrongState(known);
            }
            Rollout paused = known.inState(RolloutState.PAUSED);
            rollouts.save(paused);
            activity.add("rollout.paused", known.name());
            return paused;
        });
    }

    /** The rollout of this id or name, or a problem. */
    public Rollout find(String idOrName) {
        return rollouts.find(idOrName)
                .or(() -> rollouts.all().stream()
                        .filter(rollout -> rollout.name().equals(idOrName))
                        .findFirst())
                .orElseThrow(() -> ProblemException.of(AppProblem.ROLLOUT_UNKNOWN, "find", idOrName));
    }

    private Rollout run(String id, JobControl control) {
        Rollout rollout = find(id);
        Release release = releases.find(rollout.release().hex());
        control.begin("wave 1 of " + rollout.waves(), rollout.sites().size(), JobUnit.THINGS);
        for (int wave = 0; wave < rollout.waves(); wave++) {
            if (find(id).state() != RolloutState.RUNNING) {
                return find(id);
            }
            control.doing("wave " + (wave + 1) + " of " + rollout.waves());
            if (!wave(id, wave, release, control)) {
                return end(id, RolloutState.FAILED);
            }
        }
        boolean all = find(id).sites().stream().allMatch(site -> site.state() == SiteState.DONE);
        return end(id, all ? RolloutState.FINISHED : RolloutState.PAUSED);
    }

    /** Updates the sites of a wave side by side; false when one of them failed. */
    private boolean wave(String id, int wave, Release release, JobControl control) {
        List<RolloutSite> due = find(id).wave(wave).stream()
                .filter(site -> site.state() != SiteState.DONE)
                .toList();
        List<SiteId> ids = due.stream().map(RolloutSite::site).toList();
        for (RolloutSite site : due) {
            desire.run(site.site(), release);
            store(id, site.inState(SiteState.UPDATING, ""));
        }
        if (ids.isEmpty()) {
            return true;
        }
        boolean good = true;
        List<SiteSyncReport> reports;
        try {
            // Whoever goes on after a failure wants to see it tried again.
            Set<SiteId> failed = due.stream()
                    .filter(site -> site.state() == SiteState.FAILED)
                    .map(RolloutSite::site)
                    .collect(Collectors.toSet());
            reports = sync.run(ids, failed, control);
        } catch (ProblemException e) {
            due.forEach(site ->
                    store(id, site.inState(SiteState.WAITING, e.problem().code())));
            end(id, RolloutState.PAUSED);
            throw e;
        }
        for (SiteSyncReport report : reports) {
            RolloutSite before = due.stream()
                    .filter(site -> site.site().equals(report.site()))
                    .findFirst()
                    .orElseThrow();
            RolloutSite after = before.inState(RolloutJudge.stateOf(report), RolloutJudge.detail(report));
            store(id, after);
            good &= after.state() != SiteState.FAILED;
            control.advance(1);
        }
        return good;
    }

    private void store(String id, RolloutSite site) {
        transactions.inOne(() -> {
            rollouts.save(find(id).with(site));
            return true;
        });
    }

    private Rollout end(String id, RolloutState state) {
        return transactions.inOne(() -> {
            Rollout known = find(id);
            Rollout ended = known.state() == RolloutState.RUNNING ? known.inState(state) : known;
            rollouts.save(ended);
            activity.add("rollout." + ended.state().word(), ended.name());
            return ended;
        });
    }

    private static ProblemException wrongState(Rollout rollout) {
        return ProblemException.of(
                AppProblem.ROLLOUT_STATE,
                "rollout",
                rollout.name(),
                "state",
                rollout.state().word());
    }
}
