package dev.cairn.agent.stick;

import dev.cairn.agent.state.DurableFiles;
import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.agent.update.ArrivingChunks;
import dev.cairn.image.ImageException;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.Order;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.SiteId;
import dev.cairn.protocol.StickLayout;
import dev.cairn.protocol.StickReceipt;
import dev.cairn.protocol.UpdatePhase;
import dev.cairn.protocol.UpdateResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does with a plugged-in stick what a laptop would do over SSH: hands over the order, brings what is missing, and takes word of how it went. Whatever
 * is wrong with a stick is told once. One lane calls {@link #turn}.
 */
public final class StickWatch {
    private static final Logger LOG = LoggerFactory.getLogger(StickWatch.class);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final int MOST_ORDERS = 4_096;

    private final Parts parts;
    private final StickImport imports;
    private String seen = "";
    private @Nullable Told told;

    /** Nothing is looked at before the first turn. */
    public StickWatch(Parts parts) {
        this.parts = parts;
        this.imports = new StickImport(parts.desk());
    }

    /**
     * What it works with.
     *
     * @param envelope the newest order that was accepted, as it was signed
     * @param order hands an order over; refusals are thrown, and told by it
     * @param receipt signs a status
     * @param changed is told when something was kept
     */
    public record Parts(
            Sticks sticks,
            ArrivingChunks desk,
            Supplier<Optional<SiteId>> site,
            Supplier<Optional<byte[]>> envelope,
            Consumer<byte[]> order,
            Supplier<Optional<DesiredRelease>> wanted,
            Supplier<NodeStatus> status,
            Function<NodeStatus, StickReceipt> receipt,
            EventLog events,
            Runnable changed) {}

    /** What was written to the stick last, as far as it is worth writing again. */
    private record Told(
            String stick,
            long order,
            @Nullable String release,
            @Nullable UpdateResult result) {}

    /** Looks once; how long to wait then. */
    public Duration turn() {
        Optional<String> now = parts.sticks().plugged();
        if (now.isEmpty()) {
            seen = "";
            return LOOK;
        }
        boolean isNew = !now.get().equals(seen);
        Optional<Told> news = news(now.get());
        if (isNew || news.isPresent()) {
            seen = now.get();
            visit(isNew, news, now.get());
        }
        return LOOK;
    }

    private void visit(boolean isNew, Optional<Told> news, String stick) {
        try (Stick open = parts.sticks().open()) {
            if (isNew) {
                takeFrom(open);
            }
            (isNew ? news(stick) : news).ifPresent(receipt -> leave(open, receipt));
        } catch (IOException unreadable) {
            tell(NodeProblem.STICK_UNREADABLE.code(), Map.of("reason", String.valueOf(unreadable.getMessage())));
        }
    }

    private void takeFrom(Stick stick) throws IOException {
        try {
            takeOrder(stick);
            Optional<DesiredRelease> wanted = parts.wanted().get();
            if (wanted.isPresent()) {
                bring(stick.layout(), wanted.get());
            }
        } catch (ProtocolException refused) {
            parts.changed().run();
            tell(refused.problem().code(), refused.arguments());
        } catch (ImageException malformed) {
            tell(NodeProblem.BUNDLE_MALFORMED.code(), malformed.arguments());
        }
    }

    private void bring(StickLayout layout, DesiredRelease wanted) throws IOException {
        String bundle = wanted.bundleDigest();
        if (Files.isDirectory(layout.bundle(bundle), LinkOption.NOFOLLOW_LINKS)) {
            brought("bundle", bundle, imports.bundle(bundle, layout));
        }
        String content = wanted.contentDigest();
        if (content != null && Files.isRegularFile(layout.content(content), LinkOption.NOFOLLOW_LINKS)) {
            brought("content", content, imports.content(content, layout));
        }
    }

    private void brought(String what, String digest, long bytes) {
        parts.changed().run();
        parts.events().event("stick.read", bytes + " bytes of " + digest, Map.of(what, digest));
    }

    /** A node without a site tries the orders of all sites until one names it. */
    private void takeOrder(Stick stick) throws IOException {
        Optional<ProtocolException> refusal = Optional.empty();
        for (Path file : orders(stick)) {
            byte[] envelope = read(file);
            boolean known = parts.envelope()
                    .get()
                    .filter(last -> Arrays.equals(last, envelope))
                    .isPresent();
            if (known) {
                return;
            }
            try {
                parts.order().accept(envelope);
                return;
            } catch (ProtocolException refused) {
                if (refused.problem() != NodeProblem.ORDER_NOT_FOR_THIS_NODE || refusal.isEmpty()) {
                    refusal = Optional.of(refused);
                }
            }
        }
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private List<Path> orders(Stick stick) throws IOException {
        Optional<SiteId> site = parts.site().get();
        if (site.isPresent()) {
            Path own = stick.layout().order(site.get());
            return Files.isRegularFile(own, LinkOption.NOFOLLOW_LINKS) ? List.of(own) : List.of();
        }
        List<Path> all = new ArrayList<>();
        if (Files.isDirectory(stick.layout().orders())) {
            try (DirectoryStream<Path> files =
                    Files.newDirectoryStream(stick.layout().orders(), "*.json")) {
                for (Path file : files) {
                    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && all.size() < MOST_ORDERS) {
                        all.add(file);
                    }
                }
            }
        }
        return all;
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(Order.MOST_BYTES + 1);
        }
    }

    /** What is worth telling and was not told on this stick yet; nothing while an update is between its steps. */
    private Optional<Told> news(String stick) {
        NodeStatus status = parts.status().get();
        UpdatePhase phase = status.update().phase();
        Told now = new Told(
                stick,
                status.orderSequence(),
                status.releaseDigest(),
                status.update().lastResult());
        boolean settled = phase == UpdatePhase.IDLE || phase == UpdatePhase.TRANSFER;
        return settled && !now.equals(told) ? Optional.of(now) : Optional.empty();
    }

    private void leave(Stick stick, Told now) {
        told = now;
        NodeStatus status = parts.status().get();
        try {
            stick.allowWriting();
            DurableFiles.replace(
                    stick.layout().receipt(status.node()),
                    ProtocolJson.bytes(parts.receipt().apply(status)));
        } catch (IOException writeProtected) {
            LOG.info("nothing is left on the stick: {}", writeProtected.getMessage());
        }
    }

    private void tell(String code, Map<String, String> arguments) {
        LOG.warn("the stick was refused: {} {}", code, arguments);
        parts.events().event("stick.refused", code, arguments);
    }
}
