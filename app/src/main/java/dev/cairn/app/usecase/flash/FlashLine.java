package dev.cairn.app.usecase.flash;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Subscription;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveContents;
import dev.cairn.app.domain.drive.DriveEnumerator;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.DriveWriteRepository;
import dev.cairn.app.domain.drive.FlashPlace;
import dev.cairn.app.domain.drive.FlashRun;
import dev.cairn.app.domain.drive.FlashRunRepository;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.protocol.Seed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Armed once, writes every drive that is put in and that the rules allow, gives each its own identity, and counts. What was
 * written is counted from the stored records, so a restart of the app loses nothing. Safe for many threads.
 */
public final class FlashLine implements AutoCloseable {
    /** How often the drives are looked at while the line is armed; a drive is left in peace for one such period. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Parts parts;
    private final Identities identities;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("flash-line").factory());
    private final List<Consumer<FlashStatus>> listeners = new CopyOnWriteArrayList<>();
    private final List<FlashDrive> line = new ArrayList<>();
    private @Nullable ScheduledFuture<?> looking;
    private @Nullable FlashRun run;
    private @Nullable Image image;
    private boolean asks;
    private boolean first;
    private List<Drive> before = List.of();

    /** The open run, if any, is there at once, but nothing is written before {@link #arm}. */
    public FlashLine(Parts parts) {
        this.parts = parts;
        this.identities = new Identities(parts.writes(), parts.nodes());
        this.run = parts.runs().open().orElse(null);
    }

    /** What the line works with. */
    public record Parts(
            DriveEnumerator drives,
            DriveContents contents,
            FlashWriting writing,
            DriveWriteRepository writes,
            FlashRunRepository runs,
            NodeRepository nodes,
            Transactions transactions,
            ActivityLog activity,
            Identifiers identifiers,
            InstantSource clock) {}

    /**
     * Begins to write what is put in from now on. An open run of the same image and prefix goes on; another one is closed.
     *
     * @param hostPrefix of the host names, or null to leave the image's seed
     * @param asksBeforeData whether a drive that holds data waits for {@link #allow}
     */
    public synchronized FlashRun arm(Image what, @Nullable String hostPrefix, boolean asksBeforeData) {
        FlashRun open = run;
        FlashRun now = open != null && isSame(open, what, hostPrefix) ? open : newRun(what, hostPrefix);
        if (hostPrefix != null) {
            seed(what, Objects.requireNonNull(now.hostName(1)));
        }
        parts.transactions().inOne(() -> {
            if (open != null && open != now) {
                parts.runs().save(open.ended(parts.clock().instant()));
            }
            parts.runs().save(now);
            parts.activity()
                    .add("flash.armed", what.path().toString(), "run", now.id(), "prefix", String.valueOf(hostPrefix));
            return true;
        });
        run = now;
        image = what;
        asks = asksBeforeData;
        line.removeIf(drive -> drive.state() != FlashState.WRITING);
        first = true;
        if (looking == null) {
            looking = watch.scheduleWithFixedDelay(this::lookAndGoOn, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
        }
        tell();
        return now;
    }

    private static boolean isSame(FlashRun open, Image what, @Nullable String hostPrefix) {
        return open.imageId().equals(what.id()) && Objects.equals(open.hostPrefix(), hostPrefix);
    }

    private FlashRun newRun(Image what, @Nullable String hostPrefix) {
        return new FlashRun(
                parts.identifiers().next(), what.id(), hostPrefix, parts.clock().instant(), null);
    }

    /** Writes no more drives; those being written go on. The run stays open. */
    public synchronized void disarm() {
        if (looking != null) {
            looking.cancel(false);
            looking = null;
        }
        line.removeIf(drive -> drive.state() != FlashState.WRITING);
        tell();
    }

    /** Closes the run: the next arming begins to count anew. */
    public synchronized void closeRun() {
        disarm();
        if (run != null) {
            parts.runs().save(run.ended(parts.clock().instant()));
            run = null;
        }
        tell();
    }

    /** Lets a drive that {@link FlashState#ASKS} be written. */
    public synchronized void allow(Drive drive) {
        replace(drive, FlashState.ASKS, waiting -> start(waiting));
        tell();
    }

    public synchronized FlashStatus status() {
        FlashRun now = run;
        if (now == null) {
            return new FlashStatus(null, false, 0, 0, null, List.of());
        }
        List<DriveWrite> all = parts.writes().all().stream()
                .filter(write -> write.flash() != null && write.flash().runId().equals(now.id()))
                .toList();
        int written = (int) all.stream().filter(write -> write.doneIn(now)).count();
        return new FlashStatus(now, looking != null, written, all.size() - written, identities.next(now, line), line);
    }

    /** Is told of every change, on the thread that makes it. */
    public Subscription listen(Consumer<FlashStatus> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** A look that goes wrong may not end the watching. */
    private void lookAndGoOn() {
        try {
            look();
        } catch (ProblemException unreadable) {
            tell();
        }
    }

    /** Looks at the drives once and acts. */
    synchronized void look() {
        if (run == null || image == null) {
            return;
        }
        settleEnded();
        List<Drive> now = parts.drives().list();
        line.removeIf(known ->
                known.state() != FlashState.WRITING && now.stream().noneMatch(drive -> drive.isSameAs(known.drive())));
        for (Drive drive : now) {
            Optional<FlashDrive> known =
                    line.stream().filter(other -> other.drive().isSameAs(drive)).findFirst();
            if (known.isEmpty()) {
                line.add(arrived(drive));
            } else if (known.get().state() == FlashState.SETTLING) {
                line.set(line.indexOf(known.get()), decide(drive));
            } else if (known.get().state() == FlashState.REFUSED && drive.offered()) {
                line.set(line.indexOf(known.get()), freed(drive));
            }
        }
        if (first) {
            before = now;
        }
        first = false;
        tell();
    }

    private FlashDrive arrived(Drive drive) {
        if (!drive.offered()) {
            return FlashDrive.in(FlashState.REFUSED, drive);
        }
        return FlashDrive.in(first ? FlashState.BEFORE : FlashState.SETTLING, drive);
    }

    /** A drive that somebody unmounts may be written if it was put in for that, not if it was in before. */
    private FlashDrive freed(Drive drive) {
        return before.stream().anyMatch(drive::isSameAs)
                ? FlashDrive.in(FlashState.BEFORE, drive)
                : FlashDrive.in(FlashState.SETTLING, drive);
    }

    private FlashDrive decide(Drive drive) {
        FlashDrive fresh = FlashDrive.in(FlashState.SETTLING, drive);
        if (!drive.offered()) {
            return FlashDrive.in(FlashState.REFUSED, drive);
        }
        Optional<Seed> there = parts.contents().seed(drive.device());
        if (there.isPresent() && isOfThisRun(there.get(), drive)) {
            return fresh.already(there.get().hostName());
        }
        if (asks && parts.contents().holdsData(drive.device())) {
            return FlashDrive.in(FlashState.ASKS, drive);
        }
        return start(fresh);
    }

    /** A finished drive that is put in again may not be counted, nor get another identity. Serial numbers alone are not unique. */
    private boolean isOfThisRun(Seed seed, Drive drive) {
        FlashRun now = Objects.requireNonNull(run);
        return seed.batchId().equals(Objects.requireNonNull(image).batch())
                && parts.writes().all().stream()
                        .filter(write -> write.doneIn(now))
                        .anyMatch(write -> now.hostPrefix() == null
                                ? write.serial().equals(drive.serial())
                                : Objects.requireNonNull(write.flash()).identity() != null
                                        && Objects.equals(write.flash().identity(), seed.hostName()));
    }

    private FlashDrive start(FlashDrive drive) {
        FlashRun now = Objects.requireNonNull(run);
        Image what = Objects.requireNonNull(image);
        String identity = identities.next(now, line);
        try {
            byte[] seed = identity == null ? null : seed(what, identity).toPaddedBytes();
            Job<DriveWrite> job = parts.writing().start(what, drive.drive(), seed, new FlashPlace(now.id(), identity));
            job.whenEnded((written, problem) -> settle());
            return drive.writing(identity, job);
        } catch (ProblemException refused) {
            return drive.refused(refused.problem());
        }
    }

    private synchronized void settle() {
        settleEnded();
        tell();
    }

    private void settleEnded() {
        line.replaceAll(FlashDrive::settled);
    }

    private void replace(Drive drive, FlashState in, java.util.function.UnaryOperator<FlashDrive> change) {
        line.replaceAll(known -> known.state() == in && known.drive().isSameAs(drive) ? change.apply(known) : known);
    }

    /** The image's own seed with another host name. */
    private Seed seed(Image what, String hostName) {
        Seed own = parts.contents()
                .seed(what.path())
                .orElseThrow(() -> ProblemException.of(AppProblem.IMAGE_WITHOUT_SEED, "flash", what.path()));
        return own.named(hostName);
    }

    private void tell() {
        FlashStatus now = status();
        listeners.forEach(listener -> listener.accept(now));
    }

    @Override
    public void close() {
        watch.shutdownNow();
    }
}
