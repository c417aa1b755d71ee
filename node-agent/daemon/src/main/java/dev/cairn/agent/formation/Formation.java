package dev.cairn.agent.formation;

import dev.cairn.agent.kubernetes.ClusterDriver;
import dev.cairn.agent.kubernetes.ClusterDriver.Setup;
import dev.cairn.agent.kubernetes.ClusterDriver.Standing;
import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.agent.kubernetes.MemberList;
import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.protocol.ClusterNotice;
import dev.cairn.protocol.ClusterStatus;
import dev.cairn.protocol.FormationPhase;
import dev.cairn.protocol.NodeId;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node's way into its site's cluster, and its part in keeping it: looks, decides, saves, then acts. One lane takes turns; notice
 * and status from any thread.
 */
public final class Formation {
    /** Stands for the name in notices that are never sent, as the node knows no site. */
    private static final String UNNAMED = "unnamed";

    private static final Logger LOG = LoggerFactory.getLogger(Formation.class);
    private static final Standing NOWHERE = new Standing(Setup.NONE, false, false, "");

    private final Parts parts;
    private final Decision decision;
    private final Spans spans;
    private final DiskGate disk;
    private boolean loaded;
    private volatile String refusal = "";
    private volatile FormationRecord record;
    private volatile @Nullable Sight sight;
    private volatile @Nullable ClusterNotice told;

    /** Goes on where the saved record says. */
    public Formation(Parts parts) {
        this.parts = parts;
        this.decision = new Decision(parts.times());
        this.spans = new Spans(parts.ticks().getAsLong());
        this.disk = new DiskGate(parts.disk(), parts.times().steady());
        this.record = FormationRecord.fresh(parts.clock().millis());
    }

    /**
     * What formation needs.
     *
     * @param machineTag of the machine id, null while unknown
     * @param boot changes with every boot
     * @param ticks ms of a clock that only goes forward
     * @param clock for people only
     * @param newIds names for new clusters, 16 hex digits
     */
    public record Parts(
            NodeId self,
            @Nullable String machineTag,
            String boot,
            NeighbourTable neighbours,
            ClusterDriver driver,
            DiskProbe disk,
            FormationStore store,
            Supplier<Wishes> wishes,
            EventLog events,
            LongSupplier ticks,
            InstantSource clock,
            Supplier<String> newIds,
            FormationTimes times) {}

    /** Looks once, decides, saves and acts; returns how long to wait. */
    public Duration turn() {
        load();
        Sight seen = look();
        FormationRecord before = record;
        ClusterNotice own = noticeOf(before, seen);
        Step step = decision.next(before, seen, spans, own);
        FormationRecord next = step.record();
        if (!next.equals(before)) {
            parts.store().save(next);
            record = next;
            own = noticeOf(next, seen);
            report(before, next, seen);
        }
        sight = seen;
        told = seen.place() == null ? null : own;
        act(step.action(), seen);
        boolean rests = step.action() instanceof Action.Rest;
        return rests && isStill(next) ? parts.times().slow() : parts.times().quick();
    }

    /** What the others hear of this node; nothing before it knows its site. */
    public Optional<ClusterNotice> notice(long counter) {
        return Optional.ofNullable(told).map(notice -> notice.counted(counter));
    }

    /** How long to wait between two notices. */
    public Duration noticeInterval() {
        FormationPhase phase = record.phase();
        Duration notice = parts.times().notice();
        return phase == FormationPhase.CLAIMING || phase == FormationPhase.SEEDING ? notice.dividedBy(2) : notice;
    }

    /** What the node is called in its cluster; nothing while it belongs to none. */
    public Optional<String> nodeName() {
        return Optional.ofNullable(record.name());
    }

    /** For people: where this node stands. */
    public ClusterStatus status() {
        FormationRecord now = record;
        Sight seen = sight;
        boolean voter = now.phase() == FormationPhase.SERVER;
        MemberList members = seen == null ? null : seen.members();
        List<String> voters = !voter || members == null ? List.of() : members.voterNames();
        return new ClusterStatus(
                now.phase(),
                now.cluster(),
                now.phase().role().orElse(null),
                voter,
                voters,
                now.sinceMs(),
                now.alarm(),
                now.detail().isEmpty() ? refusal : now.detail(),
                disk.fitness());
    }

    /** A disk that cannot be read now is asked again: taking it for an empty one would make a second cluster. */
    private void load() {
        if (!loaded) {
            parts.store().load().ifPresent(saved -> record = saved);
            loaded = true;
        }
    }

    private Sight look() {
        Wishes wishes = parts.wishes().get();
        ClusterPlace place = placeOf(wishes);
        long now = parts.ticks().getAsLong();
        long oldest = now - parts.times().fresh().toMillis();
        List<Neighbour> heard = parts.neighbours().all().stream()
                .filter(other -> other.heardAt() >= oldest)
                .toList();
        return new Sight(
                now,
                parts.clock().millis(),
                parts.self(),
                place,
                wishes.eligible(),
                wishes.voters(),
                OrderedServers.of(wishes.servers(), parts.self(), place, heard).orElse(null),
                heard,
                cloned(heard, oldest),
                wishes.place() == null ? NOWHERE : parts.driver().standing(),
                members(wishes),
                disk.fitnessAt(now, record.phase() == FormationPhase.SERVER),
                wishes.restoredBy(),
                parts.newIds().get());
    }

    /** In its cluster a node keeps the name under which it came. */
    private @Nullable ClusterPlace placeOf(Wishes wishes) {
        ClusterPlace wished = wishes.place();
        String name = record.name();
        return wished == null || name == null ? wished : new ClusterPlace(wished.site(), name, wished.keys());
    }

    private @Nullable MemberList members(Wishes wishes) {
        FormationPhase phase = record.phase();
        if (wishes.place() == null || (phase != FormationPhase.SERVER && phase != FormationPhase.PROMOTING)) {
            return null;
        }
        try {
            return parts.driver().members();
        } catch (IOException noQuorum) {
            LOG.debug("no member list: {}", noQuorum.getMessage());
            return null;
        }
    }

    private String cloned(List<Neighbour> heard, long oldest) {
        if (parts.neighbours().doubleHeardAt() >= Math.max(0, oldest)) {
            return "another machine says to be this node";
        }
        return heard.stream()
                .map(Neighbour::notice)
                .filter(other ->
                        parts.machineTag() != null && parts.machineTag().equals(other.machine()))
                .findFirst()
                .map(other -> "node " + other.node() + " has the same machine id")
                .orElse("");
    }

    private ClusterNotice noticeOf(FormationRecord now, Sight seen) {
        OrderedServers ordered = seen.ordered();
        boolean claims = now.phase() == FormationPhase.CLAIMING || now.phase() == FormationPhase.SEEDING;
        String promoted =
                claims && ordered != null && ordered.seed().equals(seen.name()) ? seen.name() : now.promotes();
        MemberList members = now.phase() == FormationPhase.SERVER ? seen.members() : null;
        return new ClusterNotice(
                parts.self(),
                seen.place() == null ? UNNAMED : seen.name(),
                parts.machineTag(),
                parts.boot(),
                0,
                now.phase(),
                now.cluster(),
                seen.standing().ready(),
                seen.eligible(),
                disk.fitness(),
                members == null ? null : members.tags(),
                now.step(),
                promoted == null ? null : ClusterNotice.tag(promoted),
                now.alarm());
    }

    private void report(FormationRecord before, FormationRecord next, Sight seen) {
        if (next.phase() != before.phase()) {
            spans.enterPhase(seen.now());
            tell("cluster.phase", before.phase().word() + " -> " + next.phase().word(), next);
        }
        if (next.alarm() != before.alarm()) {
            tell(next.alarm() == null ? "cluster.calm" : "cluster.alarm", String.valueOf(next.alarm()), next);
        }
        if (next.promotes() != null && !next.promotes().equals(before.promotes())) {
            tell("cluster.promotes", next.promotes(), next);
        }
    }

    private void tell(String kind, String text, FormationRecord next) {
        LOG.info("{}: {} {}", kind, text, next.detail());
        Map<String, String> attributes = new HashMap<>();
        attributes.put("cluster", Objects.requireNonNullElse(next.cluster(), ""));
        attributes.put("detail", next.detail());
        parts.events().event(kind, text, attributes);
    }

    /** What is refused now is decided anew in the next turn. */
    private void act(Action action, Sight seen) {
        try {
            ClusterDriver driver = parts.driver();
            switch (action) {
                case Action.Rest() -> {}
                case Action.ProbeDisk() -> disk.measure(seen.now());
                case Action.StartFirst() -> driver.startFirst(Objects.requireNonNull(seen.place()));
                case Action.JoinAsServer(String address) ->
                    driver.joinAsServer(Objects.requireNonNull(seen.place()), address);
                case Action.JoinAsAgent(String address) ->
                    driver.joinAsAgent(Objects.requireNonNull(seen.place()), address);
                case Action.ForgetServer() -> driver.forgetServer();
                case Action.RemoveMember(var member) -> {
                    driver.snapshot("before-removing-" + Objects.requireNonNullElse(member.nodeName(), member.id()));
                    driver.removeMember(member);
                    tell("cluster.removed", Objects.requireNonNullElse(member.nodeName(), member.id()), record);
                }
                case Action.Snapshot(String name) -> driver.snapshot(name);
            }
            refusal = "";
        } catch (IOException refused) {
            refusal = String.valueOf(refused.getMessage());
            LOG.warn("{} was refused: {}", action, refusal);
        }
    }

    private static boolean isStill(FormationRecord now) {
        return switch (now.phase()) {
            case SERVER, AGENT -> now.promotes() == null;
            case WAITING, HELD -> true;
            case SETTLING, CLAIMING, SEEDING, JOINING, PROMOTING, DEMOTING -> false;
        };
    }
}
