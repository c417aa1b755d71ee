package dev.cairn.agent.k3s;

import dev.cairn.agent.kubernetes.ClusterDriver.Setup;
import dev.cairn.agent.kubernetes.ClusterSnapshots;
import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.protocol.ClusterSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Snapshots by k3s itself (docs.k3s.io, "k3s etcd-snapshot"), which keeps those that are asked for until somebody deletes them: so of
 * those that Cairn asked for the newest stay, and those of k3s's own schedule are left to k3s.
 */
public final class K3sSnapshots implements ClusterSnapshots {
    /** Of Cairn's own, so many stay. */
    static final int KEPT = 5;

    private static final Logger LOG = LoggerFactory.getLogger(K3sSnapshots.class);
    private static final String OWN = "cairn-";
    private static final int MOST_LABEL = 80;
    private static final int MOST_LISTED = 32;
    /** Under a name that ends so, etcd's client writes one that is not complete. */
    private static final String PART = ".part";

    private static final long MARGIN_BYTES = 64L << 20;

    private final K3sFiles files;
    private final K3sCommand k3s;
    private final K3sService service;
    private final OwnEtcd etcd;

    /** For k3s below a root. */
    public K3sSnapshots(K3sFiles files, Commands commands) {
        this(files, commands, new OwnEtcd(files));
    }

    K3sSnapshots(K3sFiles files, Commands commands, OwnEtcd etcd) {
        this.files = files;
        this.k3s = new K3sCommand(files, commands);
        this.service = new K3sService(files, commands);
        this.etcd = etcd;
    }

    @Override
    public Taking take(String label) {
        try {
            String config = files.configText();
            Setup setup = config.isEmpty() ? Setup.NONE : K3sConfig.setupOf(config);
            if (setup == Setup.NONE || setup == Setup.AGENT) {
                return new Taking.NotHere();
            }
            if (!service.isRunning()) {
                return new Taking.Unreadable(K3sService.UNIT + " does not run");
            }
            etcd.requireMajority();
        } catch (IOException silent) {
            return new Taking.Unreadable(Sentence.of(String.valueOf(silent.getMessage())));
        }
        try {
            return new Taking.Taken(save(label));
        } catch (IOException refused) {
            return new Taking.Failed(Sentence.of(String.valueOf(refused.getMessage())));
        }
    }

    /** Room is made before, so that the disk never holds one more than is kept. */
    ClusterSnapshot save(String label) throws IOException {
        String name = OWN + word(label);
        Set<String> before = new HashSet<>();
        all().forEach(snapshot -> before.add(snapshot.name()));
        forgetOldest();
        requireRoom();
        k3s.saveSnapshot(name);
        return all().stream()
                .filter(snapshot -> snapshot.name().startsWith(name + "-"))
                .filter(snapshot -> !before.contains(snapshot.name()) && snapshot.bytes() > 0)
                .findFirst()
                .orElseThrow(() -> new IOException("k3s etcd-snapshot ended well and left no file " + name));
    }

    @Override
    public List<ClusterSnapshot> list() {
        try {
            return all().stream().limit(MOST_LISTED).toList();
        } catch (IOException unreadable) {
            LOG.warn("snapshots cannot be listed: {}", unreadable.getMessage());
            return List.of();
        }
    }

    private List<ClusterSnapshot> all() throws IOException {
        List<ClusterSnapshot> found = new ArrayList<>();
        for (Path file : inFolder()) {
            String name = file.getFileName().toString();
            if (name.endsWith(PART) || !ClusterSnapshot.isName(name)) {
                continue;
            }
            try {
                found.add(new ClusterSnapshot(
                        name, Files.getLastModifiedTime(file).toMillis(), Files.size(file)));
            } catch (NoSuchFileException gone) {
                // k3s threw it away meanwhile.
            }
        }
        found.sort(Comparator.comparingLong(ClusterSnapshot::takenMs)
                .thenComparing(ClusterSnapshot::name)
                .reversed());
        return found;
    }

    private List<Path> inFolder() throws IOException {
        try (Stream<Path> in = Files.list(files.snapshots())) {
            return in.filter(Files::isRegularFile).toList();
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        }
    }

    private void forgetOldest() throws IOException {
        for (Path file : inFolder()) {
            String name = file.getFileName().toString();
            if (name.startsWith(OWN) && name.endsWith(PART)) {
                Files.deleteIfExists(file);
            }
        }
        List<ClusterSnapshot> own = all().stream()
                .filter(snapshot -> snapshot.name().startsWith(OWN))
                .toList();
        for (ClusterSnapshot old : own.subList(Math.min(KEPT - 1, own.size()), own.size())) {
            k3s.deleteSnapshot(old.name());
            // k3s may have lost sight of a file that stands in its folder; its list is held against the folder anyway.
            Files.deleteIfExists(files.snapshots().resolve(old.name()));
        }
    }

    /** etcd's database grows over its file only in steps, and the rest of the node lives on the same disk. */
    private void requireRoom() throws IOException {
        Path database = files.etcd().resolve("member/snap/db");
        long needed = (Files.exists(database) ? Files.size(database) : 0) + MARGIN_BYTES;
        long free = Files.getFileStore(files.server()).getUsableSpace();
        if (free < needed) {
            throw new IOException(
                    "the data partition has " + (free >> 20) + " MiB free, a snapshot needs " + (needed >> 20));
        }
    }

    private static String word(String label) {
        String plain = label.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.]|\\.{2,}", "-")
                .replaceAll("-+", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
        return plain.length() <= MOST_LABEL ? plain : plain.substring(0, MOST_LABEL);
    }
}
