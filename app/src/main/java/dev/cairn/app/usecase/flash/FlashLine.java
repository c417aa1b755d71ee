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
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Armed once, writes every drive that is put in and that the rules allow, gives each its own identity, and counts. What was
 * written is counted from the stored records, so a restart of the app loses nothing. Drives are looked at outside the lock: one that
 * hangs does not stop a person from disarming. Safe for many threads.
 */
public final class FlashLine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FlashLine.class);
    /** How often the drives are looked at while the line is armed; a drive is left in peace for one such period. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Parts parts;
    private final Identities identities;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("flash-line").factory());
    private final List<Consumer<FlashStatus>> listeners = new CopyOnWriteArrayList<>();
    private final List<FlashDrive> line = new ArrayList<>();
    private @Nullable FlashRun run;
    private @Nullable Armed armed;
    private @Nullable ScheduledFuture<?> looking;

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

    /** What is written while the line is armed; each arming makes one. */
    private static final class Armed {
        private final FlashRun run;
        private final Image image;
        private final @Nullable Seed seed;
        private final boolean asks;
        private @Nullable List<Drive> before;

        /** @param seed the image's own, where drives get host names */
        Armed(FlashRun run, Image image, @Nullable Seed seed, boolean asks) {
            this.run = run;
            this.image = image;
            this.seed = seed;
            this.asks = asks;
        }
    }

    /** What was found on a drive that may be written. */
    private record Found(Optional<Seed> seed, boolean data) {}

    /**
     * Begins to write what is put in from now on. An open run of the same image and prefix goes on; another one is closed.
     *
     * @param hostPrefix of the host names, or null to leave the image's seed
     * @param asksBeforeData whether a drive that holds data waits for {@link #allow}
     */
    public synchronized FlashRun arm(Image what, @Nullable String hostPrefix, boolean asksBeforeData) {
        FlashRun open = run;
        FlashRun now = open != null && isSame(open, what, hostPrefix) ? open : newRun(what, hostPrefix);
        Seed own = hostPrefix == null ? null : namedSeed(what, Objects.requireNonNull(now.hostName(1)));
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
        armed = new Armed(now, what, own, asksBeforeData);
        line.removeIf(drive -> drive.state() != FlashState.WRITING);
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
        armed = null;
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
        Armed now = armed;
        if (now != null) {
            replace(drive, FlashState.ASKS, waiting -> start(now, waiting));
            tell();
        }
    }

    /** Gives up the drives that are not finished and not being written: the next ones get their names. */
    public synchronized void giveUpKept() {
        FlashRun now = run;
        if (now != null) {
            parts.transactions().inOne(() -> {
                identities
                        .giveUp(now, line)
                        .forEach(name -> parts.activity()
                                .add("flash.given-up", name.identity(), "run", now.id(), "serial", name.serial()));
                return true;
            });
            line.removeIf(FlashDrive::goesOn);
            tell();
        }
    }

    public synchronized FlashStatus status() {
        FlashRun now = run;
        if (now == null) {
            return new FlashStatus(null, false, 0, 0, null, List.of(), List.of());
        }
        List<DriveWrite> all =
                parts.writes().all().stream().filter(write -> write.isOf(now)).toList();
        int written = (int) all.stream().filter(write -> write.doneIn(now)).count();
        return new FlashStatus(
                now,
                armed != null,
                written,
                all.size() - written - unfinishedNow(all),
                identities.next(now, line),
                identities.kept(now, line),
                line);
    }

    /** What is being written has a record that it is not finished; so has what an app that was killed left. */
    private int unfinishedNow(List<DriveWrite> all) {
        long unfinished = all.stream()
                .filter(write -> AppProblem.DRIVE_CUT_OFF.code().equals(write.problem()))
                .count();
        long written = line.stream()
                .filter(drive -> drive.state() == FlashState.WRITING)
                .count();
        return (int) Math.min(unfinished, written);
    }

    /** Is told of every change, on the thread that makes it. */
    public Subscription listen(Consumer<FlashStatus> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** A look that goes wrong may not end the watching: the next one may go well. */
    private void lookAndGoOn() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.warn("The drives could not be looked at", e);
        }
    }

    /** Looks at the drives once and acts. */
    void look() {
        Armed now = armedNow();
        if (now != null) {
            List<Drive> drives = parts.drives().list();
            for (Drive drive : compare(now, drives)) {
                Found found = drive.offered() ? found(now, drive) : new Found(Optional.empty(), false);
                decide(now, drive, found, drives);
            }
        }
    }

    private synchronized @Nullable Armed armedNow() {
        return armed;
    }

    /** Brings the line up to date and answers the drives that were left in peace long enough. */
    private synchronized List<Drive> compare(Armed now, List<Drive> drives) {
        if (armed != now) {
            return List.of();
        }
        List<FlashDrive> old = List.copyOf(line);
        List<Drive> settled = new ArrayList<>();
        settleEnded();
        line.removeIf(known -> known.state() != FlashState.WRITING && isOver(known, drives));
        for (Drive drive : drives) {
            Optional<FlashDrive> known =
                    line.stream().filter(other -> other.drive().isSameAs(drive)).findFirst();
            if (known.isEmpty()) {
                line.add(arrived(now, drive));
            } else if (known.get().state() == FlashState.SETTLING) {
                settled.add(drive);
            } else if (known.get().state() == FlashState.REFUSED && drive.offered()) {
                line.set(line.indexOf(known.get()), freed(now, drive));
            }
        }
        if (now.before == null) {
            now.before = drives;
        }
        if (!line.equals(old)) {
            tell();
        }
        return settled;
    }

    /** A drive that is gone is forgotten, but one that goes on when it is put in again is shown until then. */
    private boolean isOver(FlashDrive known, List<Drive> drives) {
        if (isIn(known, drives)) {
            return false;
        }
        return !known.goesOn()
                || drives.stream()
                        .filter(drive ->
                                line.stream().noneMatch(other -> other.drive().isSameAs(drive)))
                        .anyMatch(drive -> drive.isLike(known.drive()));
    }

    private static boolean isIn(FlashDrive known, List<Drive> drives) {
        return drives.stream().anyMatch(drive -> drive.isSameAs(known.drive()));
    }

    private static FlashDrive arrived(Armed now, Drive drive) {
        if (!drive.offered()) {
            return FlashDrive.in(FlashState.REFUSED, drive);
        }
        return FlashDrive.in(now.before == null ? FlashState.BEFORE : FlashState.SETTLING, drive);
    }

    /** A drive that somebody unmounts may be written if it was put in for that, not if it was in before. */
    private static FlashDrive freed(Armed now, Drive drive) {
        boolean wasIn = now.before != null && now.before.stream().anyMatch(drive::isSameAs);
        return FlashDrive.in(wasIn ? FlashState.BEFORE : FlashState.SETTLING, drive);
    }

    private Found found(Armed now, Drive drive) {
        return new Found(
                parts.contents().seed(drive.device()),
                now.asks && parts.contents().holdsData(drive.device()));
    }

    /** Only now, with the line still armed as it was, is the drive written. */
    private synchronized void decide(Armed now, Drive drive, Found found, List<Drive> drives) {
        if (armed == now && !isStillWritten(drive, drives)) {
            replace(
                    drive,
                    FlashState.SETTLING,
                    settling -> decided(now, FlashDrive.in(settling.state(), drive), found));
            tell();
        }
    }

    /**
     * Whether this drive was taken out and is back before its writing has noticed, which has its name until then, or stands where one was that
     * is not given up yet.
     */
    private boolean isStillWritten(Drive drive, List<Drive> drives) {
        return line.stream()
                .filter(known -> known.state() == FlashState.WRITING && !isIn(known, drives))
                .map(FlashDrive::drive)
                .anyMatch(gone -> drive.isLike(gone) || drive.device().equals(gone.device()));
    }

    private FlashDrive decided(Armed now, FlashDrive drive, Found found) {
        if (!drive.drive().offered()) {
            return FlashDrive.in(FlashState.REFUSED, drive.drive());
        }
        if (found.seed().isPresent() && isOfThisRun(now, found.seed().get(), drive.drive())) {
            return drive.already(found.seed().get().hostName());
        }
        return found.data() ? FlashDrive.in(FlashState.ASKS, drive.drive()) : start(now, drive);
    }

    /**
     * A finished drive that is put in again may not be counted, nor get another identity. A serial number alone is not unique, so the
     * name in its seed tells, where drives have one.
     */
    private boolean isOfThisRun(Armed now, Seed seed, Drive drive) {
        if (!seed.batchId().equals(now.image.batch())) {
            return false;
        }
        Predicate<DriveWrite> same = now.run.hostPrefix() == null
                ? write -> write.serial().equals(drive.serial())
                : write -> write.flash() != null && Objects.equals(write.flash().identity(), seed.hostName());
        return parts.writes().all().stream()
                .filter(write -> write.doneIn(now.run))
                .anyMatch(same);
    }

    private FlashDrive start(Armed now, FlashDrive drive) {
        String identity = identities.of(now.run, drive.drive(), line);
        byte[] seed = now.seed == null || identity == null
                ? null
                : now.seed.named(identity).toPaddedBytes();
        try {
            Job<DriveWrite> job =
                    parts.writing().start(now.image, drive.drive(), seed, new FlashPlace(now.run.id(), identity));
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

    private void replace(Drive drive, FlashState in, UnaryOperator<FlashDrive> change) {
        line.replaceAll(known -> known.state() == in && known.drive().isSameAs(drive) ? change.apply(known) : known);
    }

    /** The image's own seed with another host name. */
    private Seed namedSeed(Image what, String hostName) {
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
