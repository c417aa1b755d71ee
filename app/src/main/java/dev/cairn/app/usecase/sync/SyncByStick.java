package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.UpdateHistory;
import dev.cairn.app.domain.link.ToldReports;
import dev.cairn.app.domain.order.SiteOrder;
import dev.cairn.app.usecase.job.JobControl;
import dev.cairn.protocol.StickLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Sites that only a person reaches: orders and bundles go there in a folder, such as a USB stick's, and word of the nodes comes back in it. */
final class SyncByStick {
    private static final int MOST_RECEIPTS = 4_096;

    private final SiteTarget targets;
    private final IssueOrder orders;
    private final NodeRepository nodes;
    private final UpdateHistory updates;
    private final ToldReports told;
    private final Transactions transactions;
    private final ActivityLog activity;
    private final InstantSource clock;

    SyncByStick(
            SiteTarget targets,
            IssueOrder orders,
            NodeRepository nodes,
            UpdateHistory updates,
            ToldReports told,
            Transactions transactions,
            ActivityLog activity,
            InstantSource clock) {
        this.targets = targets;
        this.orders = orders;
        this.nodes = nodes;
        this.updates = updates;
        this.told = told;
        this.transactions = transactions;
        this.activity = activity;
        this.clock = clock;
    }

    /** With {@code again} the orders ask nodes to try once more what failed there before. */
    StickReport write(Fleet fleet, List<Site> sites, Path folder, boolean again, JobControl control) {
        try {
            StickReport heard = read(folder, control);
            StickLayout layout = new StickLayout(folder);
            StickWriter writer = new StickWriter(layout);
            Set<StickWriter.Wanted> files = new LinkedHashSet<>();
            Map<Site, SiteOrder> issued = new LinkedHashMap<>();
            for (Site site : sites) {
                Optional<SiteTarget.Target> target = targets.of(site, lastHeard(site), List.of(), control);
                target.map(SiteTarget.Target::chunks).ifPresent(wanted -> {
                    files.addAll(writer.bundle(wanted.bundle()));
                    wanted.beside().ifPresent(content -> files.addAll(writer.content(content, targets::artifact)));
                });
                issued.put(site, orders.of(fleet, site, target.map(targets::desired), again));
            }
            long bytes = writer.files(files, control);
            for (Map.Entry<Site, SiteOrder> order : issued.entrySet()) {
                Path file = layout.order(
                        new dev.cairn.protocol.SiteId(order.getKey().id().value()));
                writer.file(file, order.getValue().envelope().getBytes(StandardCharsets.UTF_8));
            }
            activity.add("stick.written", folder.toString(), "sites", issued.size(), "bytes", bytes);
            List<String> names = issued.keySet().stream().map(Site::name).toList();
            return new StickReport(folder.toString(), names, bytes, heard.heard(), heard.refused());
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    private List<NodeReport> lastHeard(Site site) {
        return nodes.ofSite(site.id()).stream()
                .filter(node -> node.state() != NodeState.RETIRED)
                .map(Node::report)
                .filter(Objects::nonNull)
                .toList();
    }

    StickReport read(Path folder, JobControl control) {
        List<String> heard = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        Path receipts = new StickLayout(folder).receipts();
        if (!Files.isDirectory(receipts)) {
            return new StickReport(folder.toString(), List.of(), 0, heard, refused);
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(receipts, "*.json")) {
            for (Path file : files) {
                control.check();
                if (heard.size() + refused.size() < MOST_RECEIPTS && isReceipt(file)) {
                    take(file, heard, refused);
                }
            }
        } catch (IOException e) {
            throw unusable(folder, e);
        }
        return new StickReport(folder.toString(), List.of(), 0, heard, refused);
    }

    private static boolean isReceipt(Path file) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) <= StickLayout.MOST_RECEIPT_BYTES;
    }

    private void take(Path file, List<String> heard, List<String> refused) throws IOException {
        String name = String.valueOf(file.getFileName());
        try {
            ToldReports.Told receipt = told.read(Files.readAllBytes(file));
            Optional<Node> node = nodes.find(receipt.node());
            if (node.isEmpty() || !receipt.hostKey().equals(node.get().hostKey())) {
                refused.add(name);
                return;
            }
            heard.add(node.get().label());
            keep(receipt);
        } catch (ProblemException e) {
            refused.add(name + " (" + e.problem().code() + ")");
        }
    }

    /** Only what is newer than what is known: a stick may lie in a drawer for long. */
    private void keep(ToldReports.Told receipt) {
        transactions.inOne(() -> {
            Node now = nodes.find(receipt.node()).orElseThrow();
            NodeReport known = now.report();
            NodeReport said = receipt.status().report();
            updates.add(now.id(), receipt.status().ended(), clock.instant());
            if (known == null
                    || said.orderSequence() > known.orderSequence()
                    || (said.orderSequence() == known.orderSequence()
                            && said.at().isAfter(known.at()))) {
                nodes.save(now.reporting(said));
                activity.add(
                        "node.told-by-stick", now.label(), "release", said.version(), "order", said.orderSequence());
            }
            return true;
        });
    }

    private static ProblemException unusable(Path folder, IOException e) {
        return new ProblemException(
                Problem.of(AppProblem.STICK_UNUSABLE, "stick", folder, "reason", String.valueOf(e.getMessage())), e);
    }
}
