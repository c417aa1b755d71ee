package dev.cairn.app.usecase.flash;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityEntry;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveContents;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.DriveWriteRepository;
import dev.cairn.app.domain.drive.FlashPlace;
import dev.cairn.app.domain.drive.FlashRun;
import dev.cairn.app.domain.drive.FlashRunRepository;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.NodeRepository;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.Jobs;
import dev.cairn.protocol.FleetId;
import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.Seed;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A bench whose drives are put in, taken out and written as a test says. Safe for many threads. */
final class PlayedBench implements FlashWriting, AutoCloseable {
    static final Image IMAGE =
            new Image("image", Path.of("edge.img"), digest(), digest(), 1 << 20, "batch", null, null, Instant.EPOCH);

    private final InstantSource clock = InstantSource.system();
    private final Identifiers identifiers = new Identifiers(clock);
    private final Jobs jobs = new Jobs(identifiers, clock);
    private final List<Drive> plugged = new CopyOnWriteArrayList<>();
    private final Records records = new Records();
    private final Map<Drive, CompletableFuture<String>> ends = new ConcurrentHashMap<>();
    private final Map<Drive, String> seeds = new ConcurrentHashMap<>();
    private FlashLine line = open();

    private FlashLine open() {
        return new FlashLine(new FlashLine.Parts(
                () -> List.copyOf(plugged),
                new Contents(),
                this,
                records,
                records,
                new NoNodes(),
                new Direct(),
                new NoLog(),
                identifiers,
                clock));
    }

    FlashLine line() {
        return line;
    }

    /** What a restart of the app leaves: the stored records. */
    void restart() {
        line.close();
        line = open();
    }

    /** Puts in a drive; each time the kernel counts it anew. */
    Drive plug(String serial, long sequence) {
        Drive drive = new Drive(
                Path.of("/dev/sd" + sequence), "Stick", serial, 1 << 20, "usb", "1-2", sequence, true, List.of());
        plugged.add(drive);
        return drive;
    }

    void pull(Drive drive) {
        plugged.remove(drive);
    }

    /** Ends the writing of a drive: with a problem, or well when {@code code} is empty. */
    void end(Drive drive, String code) {
        ends.computeIfAbsent(drive, any -> new CompletableFuture<>()).complete(code);
    }

    /** The host name in the seed that a drive was begun with; null when none was begun. */
    @Nullable
    String seedOf(Drive drive) {
        return seeds.get(drive);
    }

    @Override
    public Job<DriveWrite> start(Image image, Drive drive, byte @Nullable [] seed, FlashPlace place) {
        seeds.put(drive, seed == null ? "" : String.valueOf(Seed.read(seed).hostName()));
        CompletableFuture<String> end = ends.computeIfAbsent(drive, any -> new CompletableFuture<>());
        String id = identifiers.next();
        records.save(record(id, drive, AppProblem.DRIVE_CUT_OFF.code(), place), null);
        return jobs.start("Write " + drive.device(), control -> {
            String code = end.get();
            DriveWrite write = record(id, drive, code, place);
            records.save(write, null);
            if (!code.isEmpty()) {
                throw new ProblemException(
                        new Problem(code, "write", drive.device().toString(), Map.of()));
            }
            return write;
        });
    }

    private DriveWrite record(String id, Drive drive, String code, FlashPlace place) {
        return new DriveWrite(
                id,
                IMAGE.id(),
                drive.device().toString(),
                drive.model(),
                drive.serial(),
                0,
                code.isEmpty(),
                digest(),
                clock.instant(),
                clock.instant(),
                code.isEmpty() ? null : code,
                place);
    }

    private static Digest digest() {
        return new Digest("0".repeat(64));
    }

    @Override
    public void close() {
        line.close();
        jobs.close();
    }

    /** Keeps writes and runs, as the stored ones: the newest write is first. */
    private static final class Records implements DriveWriteRepository, FlashRunRepository {
        private final List<DriveWrite> writes = new CopyOnWriteArrayList<>();
        private volatile @Nullable FlashRun run;

        @Override
        public List<DriveWrite> all() {
            return List.copyOf(writes);
        }

        @Override
        public synchronized void save(DriveWrite write, @Nullable String receipt) {
            writes.removeIf(earlier -> earlier.id().equals(write.id()));
            writes.add(write);
            writes.sort(Comparator.comparing(DriveWrite::id).reversed());
        }

        @Override
        public Optional<String> receipt(String id) {
            return Optional.empty();
        }

        @Override
        public Optional<FlashRun> open() {
            return Optional.ofNullable(run).filter(now -> now.endedAt() == null);
        }

        @Override
        public void save(FlashRun now) {
            run = now;
        }
    }

    /** Only the image holds a seed, and all drives are empty. */
    private static final class Contents implements DriveContents {
        @Override
        public Optional<Seed> seed(Path deviceOrImage) {
            FleetPublicKey key = new FleetPublicKey(Base64.getEncoder().encodeToString(new byte[32]));
            return deviceOrImage.equals(IMAGE.path())
                    ? Optional.of(Seed.of(new FleetId("fleet"), key, "batch", new byte[32]))
                    : Optional.empty();
        }

        @Override
        public boolean holdsData(Path device) {
            return false;
        }
    }

    private static final class NoNodes implements NodeRepository {
        @Override
        public Optional<Node> find(NodeId id) {
            return Optional.empty();
        }

        @Override
        public List<Node> all() {
            return List.of();
        }

        @Override
        public List<Node> ofSite(SiteId site) {
            return List.of();
        }

        @Override
        public void save(Node node) {}

        @Override
        public void replace(NodeId earlier, Node node) {}
    }

    private static final class Direct implements Transactions {
        @Override
        public <T> T inOne(Supplier<T> work) {
            return work.get();
        }
    }

    private static final class NoLog implements ActivityLog {
        @Override
        public void add(String action, String subject, Object... details) {}

        @Override
        public List<ActivityEntry> latest(int limit) {
            return List.of();
        }
    }
}
