package dev.cairn.agent.content;

import dev.cairn.agent.state.StateFolder;
import dev.cairn.agent.telemetry.EventLog;
import dev.cairn.protocol.ContentPhase;
import dev.cairn.protocol.ContentStatus;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a node from one content to the next without a new slot and without a restart: transfer, place, roll. It saves the phase, then
 * acts, and every act can be done again. One lane calls {@link #step}; the other methods may be called from any thread.
 */
public final class ContentMachine implements WantedContent {
    private static final Logger LOG = LoggerFactory.getLogger(ContentMachine.class);
    private static final String FILE = "content.json";
    private static final Duration NOW = Duration.ZERO;
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Parts parts;
    private final WantedContent partition;
    private volatile ContentRecord record;

    /**
     * What it works with.
     *
     * @param order what the newest order desires
     * @param sequence the number of that order
     * @param slotRuns whether the slot of a bundle digest runs for good
     */
    public record Parts(
            Supplier<Optional<DesiredRelease>> order,
            LongSupplier sequence,
            Predicate<String> slotRuns,
            OrderedContent ordered,
            ContentDriver driver,
            StateFolder state,
            ContentTrouble trouble,
            EventLog events) {}

    /** {@code partition} is what the image brought. */
    public ContentMachine(Parts parts, WantedContent partition) {
        this.parts = parts;
        this.partition = partition;
        this.record =
                parts.state().readJsonOfAnyVersion(FILE, ContentRecord.class).orElseGet(ContentRecord::fresh);
        if (record.current() != null) {
            parts.ordered().inForce(record.current());
        }
        String target = record.target();
        if (record.phase() == ContentPhase.ROLL && target != null) {
            // What was placed may be gone with a disk that was repaired; placing again costs nothing where it is not.
            record = record.at(ContentPhase.PLACE, target);
        }
    }

    /** A snapshot for reports. */
    public ContentStatus status() {
        ContentRecord now = record;
        String failed = now.lastFailed();
        return new ContentStatus(
                digest(now),
                now.phase(),
                now.target(),
                failed,
                failed == null ? "" : Objects.requireNonNullElse(now.failed().get(failed), ""));
    }

    /** The content that is ordered, of which a part may still be to come; nothing when it is in force, has failed or is all here. */
    public Optional<String> awaited() {
        ContentRecord now = record;
        return switch (now.phase()) {
            case IDLE ->
                parts.order()
                        .get()
                        .filter(release -> !runs(release) && mayBegin(now, release))
                        .flatMap(release -> Optional.ofNullable(release.contentDigest()));
            case TRANSFER -> Optional.ofNullable(now.target());
            case PLACE, ROLL -> Optional.empty();
        };
    }

    /** One that failed is tried once more by each order that says so. */
    private boolean mayBegin(ContentRecord now, DesiredRelease release) {
        return !hasFailed(now, release)
                || (release.retryFailed()
                        && !Objects.equals(now.retriedBy(), parts.sequence().getAsLong()));
    }

    private static boolean hasFailed(ContentRecord now, DesiredRelease release) {
        return now.failed().containsKey(release.contentDigest());
    }

    /** Whether what an order desires beside its slot is in force. */
    public boolean runs(DesiredRelease release) {
        ContentRecord now = record;
        return release.contentDigest() == null || release.contentDigest().equals(digest(now));
    }

    /** What is in force; nothing while it changes, so that a start of Kubernetes in between leaves things as they are. */
    @Override
    public Optional<NodeContent> get() throws IOException {
        ContentRecord now = record;
        return switch (now.phase()) {
            case IDLE, TRANSFER -> inForce(now);
            case PLACE, ROLL -> Optional.empty();
        };
    }

    /** Acts once in the current phase and says when to come again. */
    public Duration step() {
        String target = record.target();
        if (target == null) {
            return idle();
        }
        try {
            return switch (record.phase()) {
                case IDLE -> idle();
                case TRANSFER -> transfer(target);
                case PLACE -> place(target);
                case ROLL -> roll(target);
            };
        } catch (ProtocolException refused) {
            if (refused.problem() == NodeProblem.STATE_UNWRITABLE) {
                throw refused;
            }
            parts.trouble().is(refused.problem());
            LOG.warn("content {}: {} {}", target, refused.getMessage(), refused.arguments());
            return LATER;
        } catch (IOException refused) {
            LOG.warn("content {} in {}: {}", target, record.phase(), refused.getMessage());
            return SOON;
        }
    }

    private Duration idle() {
        Optional<DesiredRelease> release = parts.order().get();
        String wished = release.map(DesiredRelease::contentDigest).orElse(null);
        if (release.isEmpty() || wished == null || (wished.equals(digest(record)) && !isLost(wished))) {
            return LATER;
        }
        if (!mayBegin(record, release.get())
                || !parts.slotRuns().test(release.get().bundleDigest())) {
            return LATER;
        }
        save(
                hasFailed(record, release.get())
                        ? record.retried(wished, parts.sequence().getAsLong())
                        : record.at(ContentPhase.TRANSFER, wished));
        return NOW;
    }

    private Duration transfer(String target) throws IOException {
        if (isUnwanted(target)) {
            save(record.cancelled());
            return NOW;
        }
        Optional<NodeContent> content = parts.ordered().content(target);
        if (content.isEmpty()
                || !parts.ordered().missing(content.get().manifest()).isEmpty()) {
            return SOON;
        }
        parts.ordered().store().settle();
        save(record.at(ContentPhase.PLACE, target));
        return NOW;
    }

    private Duration place(String target) throws IOException {
        if (isUnwanted(target)) {
            save(record.cancelled());
            return NOW;
        }
        Optional<NodeContent> content = parts.ordered().content(target);
        if (content.isEmpty()
                || !parts.ordered().missing(content.get().manifest()).isEmpty()) {
            save(record.at(ContentPhase.TRANSFER, target));
            return NOW;
        }
        parts.driver().bringImages(content.get());
        save(record.at(ContentPhase.ROLL, target));
        return NOW;
    }

    private Duration roll(String target) throws IOException {
        Optional<NodeContent> content = parts.ordered().content(target);
        if (content.isEmpty()) {
            save(record.at(ContentPhase.TRANSFER, target));
            return NOW;
        }
        String current = record.current();
        Optional<NodeContent> before = current != null && isLost(current) ? Optional.empty() : inForce(record);
        return switch (parts.driver().roll(content.get(), before)) {
            case ContentDriver.Rolled.Underway underway -> {
                LOG.debug("content {}: {}", target, underway.what());
                yield SOON;
            }
            case ContentDriver.Rolled.Done done -> {
                save(record.done(target));
                parts.trouble().isOver();
                tell("content.rolled", "content " + target + " is in force", target);
                parts.ordered().inForce(target);
                parts.driver().tidy(content.get());
                parts.ordered().keepOnly(target, content.get().manifest());
                yield NOW;
            }
            case ContentDriver.Rolled.Failed failed -> {
                save(record.failed(target, failed.reason()));
                tell("content.failed", failed.reason(), target);
                yield NOW;
            }
        };
    }

    /** A roll that began is carried to its end; before that, a newer order decides. */
    private boolean isUnwanted(String target) {
        Optional<DesiredRelease> release = parts.order().get();
        return release.isEmpty() || !target.equals(release.get().contentDigest());
    }

    private Optional<NodeContent> inForce(ContentRecord now) throws IOException {
        String current = now.current();
        if (current == null) {
            return partition.get();
        }
        Optional<NodeContent> ordered = parts.ordered().content(current);
        if (ordered.isEmpty()) {
            // What the image brought is older: nothing goes back to it because a disk lost a file.
            throw new IOException("the content in force is no longer on this disk: " + current);
        }
        return ordered;
    }

    /** Whether the content in force is one that an order brought and this disk lost; it is then sent again. */
    private boolean isLost(String wished) {
        try {
            return wished.equals(record.current())
                    && parts.ordered().content(wished).isEmpty();
        } catch (IOException | ProtocolException unreadable) {
            return true;
        }
    }

    private @Nullable String digest(ContentRecord now) {
        if (now.current() != null) {
            return now.current();
        }
        try {
            return partition.get().map(NodeContent::digest).orElse(null);
        } catch (IOException | ProtocolException unreadable) {
            return null;
        }
    }

    private void save(ContentRecord next) {
        parts.state().writeJson(FILE, next);
        LOG.info("content: {} {} -> {} {}", record.phase(), record.target(), next.phase(), next.target());
        record = next;
    }

    /** Reporting decides nothing, so its failures end here. */
    private void tell(String kind, String text, String target) {
        try {
            parts.events().event(kind, text, Map.of("content", target));
        } catch (RuntimeException refused) {
            LOG.warn("{} could not be reported: {}", kind, refused.getMessage());
        }
    }
}
