package dev.cairn.app.cli;

import dev.cairn.app.domain.fleet.KeptTrialLog;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.TrialLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is known of a failed trial's log, as lines for people and as a document. Stateless. */
final class TrialLogAnswer {
    private TrialLogAnswer() {}

    static Answer of(Node node, KeptTrialLog kept) {
        TrialLog log = kept.log();
        List<String> lines = new ArrayList<>();
        lines.add(head(node, kept));
        if (log.cut()) {
            lines.add("(the beginning is left out)");
        }
        log.text().lines().forEach(lines::add);
        return new Answer(Map.of("node", node.id(), "taken", kept.taken(), "log", log), lines);
    }

    private static String head(Node node, KeptTrialLog kept) {
        TrialLog log = kept.log();
        String slot = "the failed trial of slot " + log.slot().toUpperCase(Locale.ROOT);
        return switch (log.state()) {
            case KEPT ->
                node.label() + ": " + slot + ", boot " + log.boot() + ", ended " + Words.ago(log.ended())
                        + ", taken home " + Words.ago(kept.taken());
            case NO_TRIAL -> node.label() + ": no trial has failed, as far as the node knows";
            case NOT_YET -> node.label() + ": the node is still looking for what " + slot + " logged; ask again";
            case NOTHING_WRITTEN ->
                node.label() + ": " + slot + " ended before anything that it logged was on the disk";
            case UNREADABLE -> node.label() + ": the node cannot read what earlier boots logged";
            case AGENT_TOO_OLD -> node.label() + ": its agent keeps no logs of failed trials yet";
        };
    }
}
