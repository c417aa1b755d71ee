package dev.cairn.app.ui.control;

import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.rollout.RolloutState;
import dev.cairn.app.domain.rollout.SiteState;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the states of the domain look. Pure. */
public final class Looks {
    /** A node not heard for this long is shown as not reachable now, which is normal. */
    public static final Duration SILENT_AFTER = Duration.ofMinutes(2);

    private Looks() {}

    /** A node's actual state as it was last known. */
    public static StateLook of(Node node, Instant now) {
        return switch (node.state()) {
            case DISCOVERED -> look(Tone.INFO, Icon.FOUND, "look.discovered");
            case RETIRED -> look(Tone.OFFLINE, Icon.RETIRED, "look.retired");
            case LOST -> look(Tone.BROKEN, Icon.UNREACHABLE, "look.lost");
            case ASSIGNED, PROVISIONED, ACTIVE -> ofReport(node, now);
        };
    }

    private static StateLook ofReport(Node node, Instant now) {
        NodeReport report = node.report();
        if (!reachable(node, now)) {
            return look(Tone.OFFLINE, Icon.OFFLINE, "look.offline");
        }
        if (report == null) {
            return look(Tone.INFO, Icon.WAITING, "look.unreported");
        }
        if (report.health().equals("degraded")) {
            return look(Tone.BROKEN, Icon.BROKEN, "look.degraded");
        }
        if (!report.updatePhase().isEmpty() && !report.updatePhase().equals("idle")) {
            return look(Tone.INFO, Icon.UPDATE, "look.updating");
        }
        if (report.trial()) {
            return look(Tone.INFO, Icon.BUSY, "look.trial");
        }
        if (report.lastUpdate() != null
                && "rolled-back".equals(report.lastUpdate().outcome())) {
            return look(Tone.ATTENTION, Icon.ATTENTION, "look.rolled-back");
        }
        return report.health().equals("healthy")
                ? look(Tone.HEALTHY, Icon.HEALTHY, "look.healthy")
                : look(Tone.INFO, Icon.WAITING, "look.unknown");
    }

    /** Whether the node was heard lately. */
    public static boolean reachable(Node node, Instant now) {
        return reachable(node.lastSeen() == null ? null : node.lastSeen().at(), now);
    }

    /** Whether something was heard lately. */
    public static boolean reachable(@Nullable Instant seen, Instant now) {
        return seen != null && Duration.between(seen, now).compareTo(SILENT_AFTER) <= 0;
    }

    /** A site, by what its nodes reported. */
    public static StateLook ofSite(int nodes, int unhealthy, @Nullable Instant seen, Instant now) {
        if (nodes == 0) {
            return look(Tone.OFFLINE, Icon.INFO, "look.no-nodes");
        }
        if (!reachable(seen, now)) {
            return look(Tone.OFFLINE, Icon.OFFLINE, "look.offline");
        }
        return unhealthy > 0
                ? look(Tone.BROKEN, Icon.BROKEN, "look.degraded")
                : look(Tone.HEALTHY, Icon.REACHABLE, "look.reachable");
    }

    /** A rollout. */
    public static StateLook of(RolloutState state) {
        return switch (state) {
            case PLANNED -> look(Tone.OFFLINE, Icon.WAITING, "look.planned");
            case RUNNING -> look(Tone.INFO, Icon.UPDATE, "look.running");
            case PAUSED -> look(Tone.ATTENTION, Icon.PAUSE, "look.paused");
            case FINISHED -> look(Tone.HEALTHY, Icon.HEALTHY, "look.finished");
            case FAILED -> look(Tone.BROKEN, Icon.BROKEN, "look.failed");
        };
    }

    /** A site in a rollout. */
    public static StateLook of(SiteState state) {
        return switch (state) {
            case WAITING -> look(Tone.OFFLINE, Icon.WAITING, "look.waiting");
            case UPDATING -> look(Tone.INFO, Icon.UPDATE, "look.updating");
            case DONE -> look(Tone.HEALTHY, Icon.HEALTHY, "look.done");
            case UNREACHABLE -> look(Tone.OFFLINE, Icon.OFFLINE, "look.unreachable");
            case FAILED -> look(Tone.BROKEN, Icon.BROKEN, "look.failed");
        };
    }

    /** When and by whom something was last seen, for hovering. */
    public static String exact(@Nullable LastSeen seen) {
        return seen == null
                ? ""
                : Texts.text(
                        "seen.exact", dev.cairn.app.ui.text.Times.stamp(seen.at()), seen.observer(), seen.address());
    }

    /** The picture of a kind of layer. */
    public static Icon icon(LayerKind kind) {
        return switch (kind) {
            case BASE_OS -> Icon.BASE_OS;
            case KUBERNETES -> Icon.KUBERNETES;
            case CNI -> Icon.NETWORK;
            case CSI -> Icon.DISK;
            case ADD_ON -> Icon.ADD_ON;
            case APPLICATION -> Icon.APPLICATION;
        };
    }

    private static StateLook look(Tone tone, Icon icon, String key) {
        return new StateLook(tone, icon, Texts.text(key));
    }
}
