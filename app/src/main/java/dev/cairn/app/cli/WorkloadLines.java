package dev.cairn.app.cli;

import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.kubernetes.ClusterContents;
import dev.cairn.app.domain.kubernetes.ClusterNode;
import dev.cairn.app.domain.kubernetes.PodTrouble;
import dev.cairn.app.domain.kubernetes.Workload;
import dev.cairn.app.domain.kubernetes.WorkloadsLook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What runs at a site, as lines for people and a document for scripts. */
final class WorkloadLines {
    private WorkloadLines() {}

    /** {@code look} is null in the document, and told so, when there was none. */
    static Answer answer(Site site, Optional<WorkloadsLook> look) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("site", site.name());
        document.put("siteId", site.id());
        document.put("look", look.orElse(null));
        return new Answer(
                document,
                look.map(WorkloadLines::lines)
                        .orElse(List.of("nobody looked at " + site.name() + " yet; leave --last out")));
    }

    private static List<String> lines(WorkloadsLook look) {
        ClusterContents contents = look.contents();
        List<String> lines = new ArrayList<>();
        lines.add("as of " + Words.ago(look.at()) + ", through " + look.through() + ": "
                + contents.workloads().size() + " workloads, " + contents.unwell() + " of them not whole, "
                + contents.readyNodes() + " of " + contents.nodes().size() + " nodes ready");
        contents.nodes().stream().map(WorkloadLines::line).forEach(lines::add);
        contents.workloads().stream().map(WorkloadLines::line).forEach(lines::add);
        contents.troubles().stream().map(WorkloadLines::line).forEach(lines::add);
        return lines;
    }

    private static String line(ClusterNode node) {
        return "  node " + node.name() + ": " + (node.ready() ? "ready" : "not ready, " + node.reason())
                + (node.takesWork() ? "" : ", closed to new pods")
                + (node.version().isEmpty() ? "" : ", " + node.version());
    }

    private static String line(Workload workload) {
        return "  " + (workload.isWell() ? "" : "! ") + workload.kind().word() + " " + workload.namespace() + "/"
                + workload.name() + ": " + workload.ready() + " of " + workload.desired() + " ready";
    }

    private static String line(PodTrouble pod) {
        return "  ! pod " + pod.namespace() + "/" + pod.name() + ": " + pod.reason()
                + (pod.message().isEmpty() ? "" : ", " + pod.message())
                + (pod.restarts() == 0 ? "" : ", " + pod.restarts() + " restarts")
                + (pod.node().isEmpty() ? "" : ", on " + pod.node());
    }
}
