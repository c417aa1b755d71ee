package dev.cairn.app.cli;

import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.RolePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was decided about the servers of a site, and what it means. */
final class RoleAnswer {
    private RoleAnswer() {}

    static Answer of(RolePlan plan) {
        List<String> lines = new ArrayList<>();
        lines.add(
                plan.servers().isEmpty()
                        ? plan.site() + ": its nodes decide by themselves which of them are servers"
                        : plan.site() + ": servers " + String.join(", ", plan.servers()) + "; it bears the loss of "
                                + plan.tolerated());
        for (RolePlan.Change change : plan.changes()) {
            lines.add("  " + change.node() + " " + words(change, plan.servers().isEmpty()));
        }
        lines.add("they learn it at the next sync, and change one at a time");
        return new Answer(Map.of("roles", plan), lines);
    }

    private static String words(RolePlan.Change change, boolean free) {
        if (free) {
            return change.votesNow()
                    ? "stays a server as long as the others want it"
                    : "is no longer asked to be a server";
        }
        if (change.to() == Role.SERVER) {
            return change.votesNow() ? "stays a server, now by order" : "becomes a server";
        }
        return change.votesNow() ? "becomes an agent: its copy of the cluster's state is put aside" : "stays an agent";
    }
}
