package dev.cairn.agent.k3s;

import dev.cairn.agent.kubernetes.ClusterDriver;
import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.agent.kubernetes.ClusterRestoring;
import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.agent.kubernetes.Member;
import dev.cairn.agent.kubernetes.MemberList;
import dev.cairn.agent.state.DurableFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The cluster side of k3s with embedded etcd: what formation does to this node. k3s adds a joining server as a learner and makes it
 * a voter by itself; who leaves is taken out here. One lane calls it.
 */
public final class K3sCluster implements ClusterDriver, ClusterRestoring {
    private static final URI OWN = OwnEtcd.ADDRESS;
    /** k3s names a member after its node and eight hex digits (k3s-io/k3s, pkg/etcd/etcd.go, setName). */
    private static final Pattern MEMBER_NAME = Pattern.compile("(.+)-[0-9a-f]{8}");

    private final K3sFiles files;
    private final K3sService service;
    private final K3sCommand k3s;
    private final Supplier<K3sSettings> settings;
    private final K3sPreparation content;
    private final OwnEtcd own;
    private final K3sSnapshots snapshots;

    /** {@code settings} is asked at each start: the node's address may differ from boot to boot. */
    public K3sCluster(K3sFiles files, Commands commands, Supplier<K3sSettings> settings, K3sPreparation content) {
        this.files = files;
        this.service = new K3sService(files, commands);
        this.k3s = new K3sCommand(files, commands);
        this.settings = settings;
        this.content = content;
        this.own = new OwnEtcd(files);
        this.snapshots = new K3sSnapshots(files, commands, own);
    }

    @Override
    public Standing standing() {
        try {
            String config = files.configText();
            if (config.isEmpty()) {
                return new Standing(Setup.NONE, false, false, "k3s is not set up");
            }
            Setup setup = K3sConfig.setupOf(config);
            if (Files.exists(files.tombstone())) {
                return new Standing(setup, service.isRunning(), false, "this server was taken out of the member list");
            }
            if (!service.isRunning()) {
                return new Standing(setup, false, false, K3sService.UNIT + " does not run");
            }
            String why = k3s.whyNotReady(K3sConfig.nodeNameOf(config)).orElse("");
            return new Standing(setup, true, why.isEmpty(), why);
        } catch (IOException refused) {
            return new Standing(setup(), false, false, Sentence.of(String.valueOf(refused.getMessage())));
        }
    }

    @Override
    public void startFirst(ClusterPlace place) throws IOException {
        require(Setup.NONE, Setup.FIRST_SERVER);
        service.run(K3sConfig.firstServer(place, prepared(true), files));
    }

    @Override
    public void joinAsServer(ClusterPlace place, String serverAddress) throws IOException {
        Setup before = require(Setup.NONE, Setup.AGENT, Setup.JOINED_SERVER);
        String address = before == Setup.JOINED_SERVER && files.holdsDatabase()
                ? K3sConfig.serverOf(files.configText()).orElse(serverAddress)
                : serverAddress;
        service.run(K3sConfig.joiningServer(place, prepared(true), files, address));
    }

    @Override
    public void joinAsAgent(ClusterPlace place, String serverAddress) throws IOException {
        Setup before = require(Setup.NONE, Setup.AGENT);
        if (Files.exists(files.etcd())) {
            throw new IOException("this node still holds a server's data: " + files.etcd());
        }
        String address = before == Setup.AGENT && standing().ready()
                ? K3sConfig.serverOf(files.configText()).orElse(serverAddress)
                : serverAddress;
        String config = K3sConfig.agent(place, prepared(false), files, address);
        if (before == Setup.AGENT && isForgotten()) {
            service.stop();
        }
        service.run(config);
    }

    /** A kubelet makes its node once, at its start: when the cluster went back to before that, it has to start again. */
    private boolean isForgotten() {
        Standing now = standing();
        return now.running() && now.reason().contains("(NotFound)");
    }

    /** What k3s reads at its start is there before it starts. */
    private K3sSettings prepared(boolean server) throws IOException {
        K3sSettings now = settings.get();
        new K3sContent(files).allowRegistries(!now.registriesForbidden());
        content.prepare(server);
        return now;
    }

    /** The configuration goes last: as long as it stands, this is done again. */
    @Override
    public void forgetServer() throws IOException {
        if (setup() == Setup.NONE && !Files.exists(files.server())) {
            return;
        }
        service.stop();
        own.drop();
        if (Files.exists(files.server())) {
            Folders.delete(files.serverAside());
            DurableFiles.move(files.server(), files.serverAside());
        }
        Files.deleteIfExists(files.started());
        DurableFiles.delete(files.config());
    }

    @Override
    public MemberList members() throws IOException {
        return own.ask(client -> {
            client.requireMajority(OWN);
            EtcdClient.EtcdMembers listed = client.members(OWN);
            List<Member> members = listed.members().parallelStream()
                    .map(member -> new Member(
                            member.hexId(), nodeName(member.name()), !member.learner(), isHealthy(client, member)))
                    .toList();
            return new MemberList(HexFormat.of().toHexDigits(listed.cluster()), members);
        });
    }

    @Override
    public void removeMember(Member member) throws IOException {
        own.ask(client -> {
            client.requireMajority(OWN);
            long id = Long.parseUnsignedLong(member.id(), 16);
            if (client.members(OWN).members().stream().anyMatch(listed -> listed.id() == id)) {
                client.remove(OWN, id);
            }
            return id;
        });
        if (member.nodeName() != null) {
            k3s.deleteNode(member.nodeName());
        }
    }

    @Override
    public void snapshot(String name) throws IOException {
        snapshots.save(name);
    }

    @Override
    public void prepareRestore() throws IOException {
        for (Path old : setAside()) {
            Folders.delete(old);
        }
    }

    /** etcd makes ids of members and clusters from addresses and a token: k3s restores under another token, and nothing here relies on that alone. */
    @Override
    public boolean dismissOthers() throws IOException {
        String own = K3sConfig.nodeNameOf(files.configText());
        MemberList list;
        try {
            list = members();
        } catch (IOException unreadable) {
            return false;
        }
        // Those that are silent first: without them etcd finds the rest well enough to lose one more.
        List<Member> silentFirst = list.members().stream()
                .sorted(Comparator.comparing(Member::healthy))
                .toList();
        for (Member member : silentFirst) {
            if (!own.equals(member.nodeName())) {
                removeMember(member);
            }
        }
        return true;
    }

    /** k3s refuses to reset where it is told of another server, and after a reset that was not followed by a start (docs.k3s.io, "k3s etcd-snapshot"). */
    @Override
    public void restore(ClusterPlace place, String snapshot) throws IOException {
        require(Setup.FIRST_SERVER, Setup.JOINED_SERVER);
        Path file = files.snapshots().resolve(snapshot);
        if (!Files.isRegularFile(file)) {
            throw new IOException("there is no snapshot " + snapshot);
        }
        DurableFiles.replace(files.restoring(), new byte[0]);
        service.stop();
        service.write(K3sConfig.firstServer(asItIsCalled(place), prepared(true), files));
        Files.deleteIfExists(files.resetFlag());
        k3s.resetTo(file);
    }

    /** Of several that tries set aside, the oldest is what ran before; it goes last, so that this can be done again. */
    @Override
    public void takeRestoreBack(ClusterPlace place) throws IOException {
        service.stop();
        List<Path> old = setAside();
        for (Path later : old.subList(Math.min(1, old.size()), old.size())) {
            Folders.delete(later);
        }
        if (!old.isEmpty()) {
            Folders.delete(files.etcd());
            DurableFiles.move(old.getFirst(), files.etcd());
        }
        Files.deleteIfExists(files.resetFlag());
        startRestored(place);
    }

    @Override
    public void startRestored(ClusterPlace place) throws IOException {
        DurableFiles.delete(files.restoring());
        service.run(K3sConfig.firstServer(asItIsCalled(place), prepared(true), files));
    }

    /** Under another name it would be another node of the cluster. */
    private ClusterPlace asItIsCalled(ClusterPlace place) throws IOException {
        return new ClusterPlace(place.site(), K3sConfig.nodeNameOf(files.configText()), place.keys());
    }

    /** What k3s moved away before it restored, oldest first: the names end in the time. */
    private List<Path> setAside() throws IOException {
        try (Stream<Path> all = Files.list(files.etcd().resolveSibling(""))) {
            return all.filter(path -> path.getFileName().toString().startsWith("etcd-old-"))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        }
    }

    private Setup setup() {
        try {
            String config = files.configText();
            return config.isEmpty() ? Setup.NONE : K3sConfig.setupOf(config);
        } catch (IOException unreadable) {
            return Setup.NONE;
        }
    }

    private Setup require(Setup... allowed) throws IOException {
        Setup now = setup();
        if (!List.of(allowed).contains(now)) {
            throw new IOException("this node is set up as "
                    + now.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        }
        return now;
    }

    private static boolean isHealthy(EtcdClient etcd, EtcdClient.EtcdMember member) {
        return member.clientUrls().stream().map(URI::create).anyMatch(etcd::isHealthy);
    }

    private static @Nullable String nodeName(String memberName) {
        Matcher named = MEMBER_NAME.matcher(memberName);
        return memberName.isEmpty() ? null : named.matches() ? named.group(1) : memberName;
    }
}
