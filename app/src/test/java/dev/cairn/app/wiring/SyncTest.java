package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.LastSeen;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.fleet.PastUpdate;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.TrialLog;
import dev.cairn.app.domain.fleet.TrialLogState;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.rollout.Rollout;
import dev.cairn.app.domain.rollout.RolloutSite;
import dev.cairn.app.domain.rollout.RolloutState;
import dev.cairn.app.domain.rollout.SiteState;
import dev.cairn.app.domain.telemetry.LogQuery;
import dev.cairn.app.domain.telemetry.NodeEvent;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.played.PlayedContent;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.kubernetes.KubernetesAccess;
import dev.cairn.app.usecase.library.ImportRequest;
import dev.cairn.app.usecase.sync.NodeSyncResult;
import dev.cairn.app.usecase.sync.NodeSyncResult.Outcome;
import dev.cairn.app.usecase.sync.RolloutPlan;
import dev.cairn.app.usecase.sync.SiteSyncReport;
import dev.cairn.app.usecase.sync.StickReport;
import dev.cairn.app.usecase.sync.SyncLimits;
import dev.cairn.image.Sha256;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.slot.SlotBundle;
import dev.cairn.protocol.DesiredRelease;
import dev.cairn.protocol.FleetKey;
import dev.cairn.protocol.KubernetesPhase;
import dev.cairn.protocol.KubernetesStatus;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.Revocations;
import dev.cairn.protocol.SpoolStatus;
import dev.cairn.protocol.SshPublicKey;
import dev.cairn.protocol.StickLayout;
import dev.cairn.protocol.StickReceipt;
import dev.cairn.protocol.UpdatePhase;
import dev.cairn.protocol.UpdateStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SyncTest {
    private static final String K3S_KUBECONFIG = """
            apiVersion: v1
            clusters:
            - cluster:
                certificate-authority-data: QUJD
                server: https://127.0.0.1:6443
              name: default
            contexts:
            - context:
                cluster: default
                user: default
              name: default
            current-context: default
            kind: Config
            users:
            - name: default
              user:
                client-certificate-data: default
            """;

    @TempDir
    Path folder;

    private final Map<NodeId, PlayedNode> machines = new HashMap<>();
    private Cairn cairn;
    private final AtomicReference<Ports> ports = new AtomicReference<>();
    private Site site;

    @BeforeEach
    void open() throws Exception {
        NodeLinks links =
                address -> Objects.requireNonNull(machines.get(address.node())).connect();
        CairnOptions options = CairnOptions.of(folder.resolve("home"))
                .withAgentLayer(new PlayedArtifacts(folder).agentLayer())
                .withTimes(new dev.cairn.app.usecase.sync.SyncTimes(
                        Duration.ofMinutes(2),
                        Duration.ofMillis(5),
                        Duration.ofDays(1),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(40),
                        Duration.ofSeconds(2)));
        cairn = Opening.open(options, real -> {
            ports.set(real.withLinks(links));
            return real.withLinks(links);
        });
        cairn.initFleet().run("North");
        site = cairn.addSite().run(NewSite.named("Harbour"));
    }

    @AfterEach
    void close() {
        cairn.close();
    }

    @Test
    void takesHomeWhatEveryReachableNodeHasAndWaitsForNoOther() {
        PlayedNode one = node("n1", site);
        node("n2", site).absent = true;
        PlayedNode three = node("n3", site);
        List<NodeSyncResult> results = sync().nodes();
        assertThat(results)
                .extracting(NodeSyncResult::outcome)
                .containsExactly(Outcome.SYNCED, Outcome.UNREACHABLE, Outcome.SYNCED);
        assertThat(cairn.queryLogs().run(LogQuery.newest(10))).hasSize(6);
        assertThat(one.acknowledged).containsExactly(3L);
        assertThat(three.orders.getFirst().nodes()).hasSize(3);
        Node heard = cairn.listNodes().find("n1");
        assertThat(heard.facts()).isNotNull();
        assertThat(Objects.requireNonNull(heard.lastSeen()).source()).isEqualTo(LastSeen.Source.SSH);
    }

    @Test
    void kubernetesIsReachedThroughTheFirstServerThatAnswers() throws Exception {
        assertThatThrownBy(() -> cairn.reachKubernetes().open("Harbour", 0, null))
                .satisfies(Expect.problem(AppProblem.SITE_NEVER_REACHED));
        node("n1", site).absent = true;
        node("n2", site);
        PlayedNode three = node("n3", site);
        assertThatThrownBy(() -> cairn.reachKubernetes().open("Harbour", 0, null))
                .satisfies(Expect.problem(AppProblem.NODE_UNREACHABLE));
        three.kubeconfig = K3S_KUBECONFIG;
        try (KubernetesAccess access = cairn.reachKubernetes().open("Harbour", 6999, null)) {
            assertThat(access.node()).isEqualTo("harbour-3");
            assertThat(access.kubeconfig()).hasFileName("cairn-harbour.yaml");
            assertThat(Files.getPosixFilePermissions(access.kubeconfig()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.readString(access.kubeconfig()))
                    .contains("    server: https://127.0.0.1:6999\n  name: cairn-harbour\n")
                    .contains("current-context: cairn-harbour\n")
                    .contains("    client-certificate-data: default\n");
            three.absent = true;
            assertThat(access.isOpen()).isFalse();
        }
        assertThat(folder.resolve("home/kubeconfig"))
                .as("no key to the cluster is left")
                .isEmptyDirectory();
        three.absent = false;
        three.kubeconfig = "kind: Config\n";
        assertThatThrownBy(() -> cairn.reachKubernetes().open("Harbour", 0, null))
                .satisfies(Expect.problem(AppProblem.NODE_ANSWER_INVALID));
    }

    @Test
    void aFaultOfTheProgramWithOneNodeDoesNotCostTheOthersTheirVisit() {
        node("n1", site).breaksUs = true;
        PlayedNode two = node("n2", site);
        List<NodeSyncResult> results = sync().nodes();
        assertThat(results).extracting(NodeSyncResult::outcome).containsExactly(Outcome.FAILED, Outcome.SYNCED);
        assertThat(Objects.requireNonNull(results.getFirst().problem()).is(AppProblem.UNEXPECTED))
                .isTrue();
        assertThat(two.acknowledged).containsExactly(3L);
    }

    @Test
    void sendsAnOrderOnlyWhenItSaysSomethingNewAndDrainsOnlyWhatIsNew() {
        PlayedNode one = node("n1", site);
        sync();
        sync();
        assertThat(one.orders).hasSize(1);
        one.records = 5;
        assertThat(sync().nodes().getFirst().logLines()).isEqualTo(2);
        node("n2", site);
        sync();
        assertThat(one.orders).extracting(order -> order.sequence()).containsExactly(1L, 2L);
    }

    @Test
    void whatANodeRefusedStandsInTheActivityLog() {
        PlayedNode one = node("n1", site);
        one.events.add(new NodeEvent(Instant.EPOCH, "login.refused", "login.expired"));
        one.events.add(new NodeEvent(Instant.EPOCH, "agent.started", "slot a"));
        sync();
        sync();
        assertThat(cairn.listActivity().latest(50))
                .filteredOn(entry -> entry.action().equals("node.refused"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.details()).containsEntry("reason", "login.expired"));
    }

    @Test
    void behindAFloorNothingGoesBack() throws Exception {
        PlayedNode one = node("n1", site);
        Release older = release();
        cairn.saveProfile()
                .run(new ProfileDraft(
                        older.profile(),
                        "the same again",
                        cairn.listProfiles().find(older.profile()).draft().layers()));
        Release newer = cairn.createRelease().run(older.profile());
        assertThat(newer.number()).isGreaterThan(older.number());
        cairn.raiseFloor().run(newer);
        cairn.raiseFloor().run(newer);
        assertThatThrownBy(() -> cairn.desireRelease().run(site.id(), older))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().is(AppProblem.RELEASE_BELOW_FLOOR))
                                .isTrue());
        cairn.desireRelease().run(site.id(), newer);
        sync();
        assertThat(Objects.requireNonNull(one.orders.getLast().release()).floor())
                .isEqualTo(newer.number());
    }

    @Test
    void vouchesForANodesKeyOnce() {
        PlayedNode one = node("n1", site);
        sync();
        sync();
        assertThat(one.certificates).singleElement(as(STRING)).startsWith("ssh-ed25519-cert-v01@openssh.com ");
    }

    @Test
    void whatWasRevokedIsToldToEachSiteWithItsNextOrder() {
        PlayedNode one = node("n1", site);
        sync();
        assertThat(one.orders.getLast().revoked()).isNull();
        SshPublicKey key = SshPublicKey.of(new byte[32]);
        long serial = cairn.issueLogin()
                .run(key, "Ada", null, Duration.ofDays(1))
                .login()
                .serial();
        sync();
        assertThat(one.orders).hasSize(1);
        cairn.revokeLogin().run(serial);
        sync();
        sync();
        assertThat(one.orders).hasSize(2);
        assertThat(one.orders.getLast().revoked()).isEqualTo(new Revocations(List.of(serial), List.of()));
        cairn.revokeLogin().run(key);
        sync();
        assertThat(one.orders.getLast().revoked())
                .isEqualTo(new Revocations(List.of(serial), List.of(key.fingerprint())));
    }

    @Test
    void updatesOneAfterTheOtherAndHoldsTheRestBackAfterAFall() throws Exception {
        PlayedNode one = node("n1", site);
        PlayedNode two = node("n2", site);
        two.fallsBack = true;
        PlayedNode three = node("n3", site);
        Release release = release();
        cairn.desireRelease().run(site.id(), release);
        SiteSyncReport report = sync();
        assertThat(report.nodes())
                .extracting(NodeSyncResult::outcome)
                .containsExactly(Outcome.COMMITTED, Outcome.ROLLED_BACK, Outcome.HELD_BACK);
        assertThat(report.nodes().getFirst().slotAfter()).isEqualTo("b");
        assertThat(one.chunks.size()).isGreaterThan(20);
        assertThat(three.chunks).isEmpty();
        assertThat(cairn.listUpdates().of(one.id))
                .singleElement()
                .satisfies(past -> assertThat(past.end().committed()).isTrue());
        two.absent = true;
        assertThat(cairn.listUpdates().of(two.id)).singleElement().satisfies(past -> {
            assertThat(past.end().fellBack()).isTrue();
            assertThat(past.end().reason()).isEqualTo("unhealthy");
        });
        two.absent = false;
        int sent = two.chunks.size();
        assertThat(sync().nodes().get(1).outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(two.chunks).hasSize(sent);
    }

    @Test
    void whatFellBackIsTriedOnceMoreByEachOrderThatSaysSo() throws Exception {
        PlayedNode one = node("n1", site);
        PlayedNode two = node("n2", site);
        one.fallsBack = true;
        cairn.desireRelease().run(site.id(), release());
        sync();
        int sent = one.chunks.size();

        assertThat(syncAgain().nodes())
                .extracting(NodeSyncResult::outcome)
                .containsExactly(Outcome.ROLLED_BACK, Outcome.HELD_BACK);
        assertThat(one.ended).as("tried a second time").hasSize(2);
        assertThat(one.chunks).as("and nothing was sent for it").hasSize(sent);
        int orders = one.orders.size();
        assertThat(sync().nodes().getFirst().outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(one.ended).hasSize(2);
        assertThat(one.orders).as("the order holds").hasSize(orders);

        one.fallsBack = false;
        assertThat(syncAgain().nodes())
                .extracting(NodeSyncResult::outcome)
                .as("the first one has all of it, and is done when it took the order")
                .containsExactly(Outcome.SYNCED, Outcome.COMMITTED);
        assertThat(one.ended.getLast().committed()).isTrue();
        assertThat(two.ended).hasSize(1);
        assertThat(sync().nodes()).extracting(NodeSyncResult::outcome).containsOnly(Outcome.SYNCED);
    }

    private SiteSyncReport syncAgain() {
        return cairn.syncSite()
                .startAgain(List.of(site.id()), SyncLimits.NONE)
                .await()
                .getFirst();
    }

    @Test
    void takesTheLogOfAFailedTrialHomeOnce() throws Exception {
        PlayedNode one = node("n1", site);
        one.fallsBack = true;
        one.trialLog = TrialLog.none(TrialLogState.NOT_YET);
        cairn.desireRelease().run(site.id(), release());
        sync();
        assertThat(cairn.listUpdates().of(one.id).getFirst().log()).isNull();
        sync();
        assertThat(cairn.listUpdates().of(one.id).getFirst().log()).isEqualTo(TrialLogState.NOT_YET);
        one.trialLog = new TrialLog(TrialLogState.KEPT, "", Instant.EPOCH, "", "boot-1", "no route to host", false);
        sync();
        int asked = one.trialLogsAsked;
        sync();
        one.absent = true;
        PastUpdate past = cairn.listUpdates().of(one.id).getFirst();
        assertThat(past.log()).isEqualTo(TrialLogState.KEPT);
        TrialLog kept = cairn.readNodeLog().failedTrial(one.id).log();
        assertThat(kept.text()).isEqualTo("no route to host");
        assertThat(kept.isOf(past.end())).isTrue();
        assertThat(one.trialLogsAsked).as("what is kept is not asked for again").isEqualTo(asked);
    }

    @Test
    void saysWhyThereIsNoLogOfAFailedTrial() throws Exception {
        PlayedNode one = node("n1", site);
        sync();
        assertThat(cairn.readNodeLog().failedTrial(one.id).log().state()).isEqualTo(TrialLogState.NO_TRIAL);
        one.fallsBack = true;
        one.trialLog = TrialLog.none(TrialLogState.AGENT_TOO_OLD);
        cairn.desireRelease().run(site.id(), release());
        sync();
        sync();
        assertThat(cairn.listUpdates().of(one.id).getFirst().log()).isEqualTo(TrialLogState.AGENT_TOO_OLD);
        one.absent = true;
        assertThat(cairn.readNodeLog().failedTrial(one.id).log().state()).isEqualTo(TrialLogState.AGENT_TOO_OLD);
        node("n2", site).absent = true;
        assertThatThrownBy(() -> cairn.readNodeLog().failedTrial(new NodeId("n2")))
                .satisfies(Expect.problem(AppProblem.NODE_UNREACHABLE));
    }

    @Test
    void sendsOneCopyIntoASiteAndTheRestOnlyToWhomNoNeighbourHelps() throws Exception {
        PlayedNode one = node("n1", site);
        PlayedNode two = node("n2", site);
        two.neighbour = one;
        PlayedNode alone = node("n3", site);
        cairn.desireRelease().run(site.id(), release());
        List<NodeSyncResult> results = sync().nodes();
        assertThat(results)
                .extracting(NodeSyncResult::outcome)
                .containsExactly(Outcome.COMMITTED, Outcome.COMMITTED, Outcome.COMMITTED);
        assertThat(two.sent).isZero();
        assertThat(results.get(1).pushedBytes()).isZero();
        assertThat(results.get(1).neighbourBytes()).isEqualTo(one.sent);
        assertThat(results.get(0).pushedBytes()).isEqualTo(one.sent);
        assertThat(alone.sent).isEqualTo(one.sent);
        assertThat(two.turns).isNotEmpty();
    }

    @Test
    void aSiteWhoseFirstNodeCannotBeSentToGetsItsCopyThroughAnother() throws Exception {
        PlayedNode one = node("n1", site);
        PlayedNode two = node("n2", site);
        PlayedNode three = node("n3", site);
        one.breaksOffAfter = 3;
        three.neighbour = two;
        cairn.desireRelease().run(site.id(), release());
        List<NodeSyncResult> results = sync().nodes();
        assertThat(results)
                .extracting(NodeSyncResult::outcome)
                .containsExactly(Outcome.FAILED, Outcome.HELD_BACK, Outcome.HELD_BACK);
        assertThat(two.sent).isPositive();
        assertThat(three.sent).isZero();
    }

    @Test
    void aLineThatBreaksIsTakenUpAgainAndNothingIsSentTwice() throws Exception {
        PlayedNode one = node("n1", site);
        one.cutsEvery = 2;
        cairn.desireRelease().run(site.id(), release());
        NodeSyncResult result = sync().nodes().getFirst();
        assertThat(result.outcome()).isEqualTo(Outcome.COMMITTED);
        assertThat(one.cuts).isGreaterThan(10);
        assertThat(result.pushedBytes())
                .isEqualTo(one.chunks.values().stream()
                        .mapToLong(bytes -> bytes.length)
                        .sum());
    }

    @Test
    void aNodeThatGoesAwayInTheMiddleIsWaitedForAsLongAsAMachineTakesToStart() throws Exception {
        PlayedNode one = node("n1", site);
        one.cutsEvery = 9;
        one.awayAfterACut = 30;
        cairn.desireRelease().run(site.id(), release());
        assertThat(sync().nodes().getFirst().outcome()).isEqualTo(Outcome.COMMITTED);
        assertThat(one.cuts).isPositive();

        PlayedNode gone = node("n2", site);
        gone.cutsEvery = 2;
        gone.awayAfterACut = Integer.MAX_VALUE;
        NodeSyncResult result = sync().nodes().get(1);
        assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(Objects.requireNonNull(result.problem()).is(AppProblem.NODE_UNREACHABLE))
                .isTrue();
    }

    @Test
    void aStickCarriesOrderAndBundleAndBringsWordOfTheNodeHome() throws Exception {
        FleetKey key = FleetKey.generate();
        SshPublicKey hostKey = SshPublicKey.of(key.publicKey().raw());
        PlayedNode one = node("n1", site, hostKey.fingerprint());
        node("n2", site);
        Release release = release();
        cairn.desireRelease().run(site.id(), release);
        StickLayout stick = new StickLayout(folder.resolve("stick"));
        java.nio.file.Files.createDirectories(stick.root());
        StickReport written = cairn.syncSite()
                .startToFolder(List.of(site.id()), stick.root(), false)
                .await();
        assertThat(written.sites()).containsExactly("Harbour");
        assertThat(written.bytesWritten()).isPositive();
        one.order(java.nio.file.Files.readString(
                stick.order(new dev.cairn.protocol.SiteId(site.id().value()))));
        DesiredRelease wanted = Objects.requireNonNull(one.orders.getFirst().release());
        assertThat(SlotBundle.open(stick.bundle(wanted.bundleDigest())).digest())
                .isEqualTo(wanted.bundleDigest());
        assertThat(cairn.syncSite()
                        .startToFolder(List.of(site.id()), stick.root(), false)
                        .await()
                        .bytesWritten())
                .isZero();
        cairn.syncSite().startToFolder(List.of(site.id()), stick.root(), true).await();
        one.order(java.nio.file.Files.readString(
                stick.order(new dev.cairn.protocol.SiteId(site.id().value()))));
        assertThat(one.orders.getLast().release()).isEqualTo(wanted.retrying(true));

        java.nio.file.Files.createDirectories(stick.receipts());
        StickReceipt told = StickReceipt.of(told("n1", release), hostKey, key::sign);
        java.nio.file.Files.write(stick.receipt(new dev.cairn.protocol.NodeId("n1")), ProtocolJson.bytes(told));
        StickReceipt forged = StickReceipt.of(told("n2", release), hostKey, key::sign);
        java.nio.file.Files.write(stick.receipt(new dev.cairn.protocol.NodeId("n2")), ProtocolJson.bytes(forged));
        java.nio.file.Files.writeString(stick.receipt(new dev.cairn.protocol.NodeId("n3")), "{}");
        StickReport read = cairn.syncSite().startFromFolder(stick.root()).await();
        assertThat(read.heard()).containsExactly(cairn.listNodes().find("n1").label());
        assertThat(read.refused()).hasSize(2);
        assertThat(Objects.requireNonNull(cairn.listNodes().find("n1").report()).release())
                .isEqualTo(release.digest().hex());
        assertThat(cairn.listNodes().find("n2").report()).isNull();
    }

    private static NodeStatus told(String node, Release release) {
        return new NodeStatus(
                new dev.cairn.protocol.NodeId(node),
                dev.cairn.protocol.FleetId.random(),
                "host",
                null,
                null,
                null,
                null,
                dev.cairn.protocol.NodeState.ACTIVE,
                "boot",
                1_000,
                1_000,
                "1",
                dev.cairn.protocol.SlotName.B,
                release.digest().hex(),
                release.label(),
                1,
                List.of(),
                new UpdateStatus(UpdatePhase.IDLE, null, null, null, 0, 0, null, null, null),
                new KubernetesStatus("k3s", null, KubernetesPhase.READY, "", 0),
                new SpoolStatus(0, 0, 0, 0, 0, 0, 0, true),
                List.of(),
                null,
                null,
                null,
                null);
    }

    @Test
    void aReleaseThatDiffersInItsApplicationsAloneGoesIntoTheSlotThatRunsAndSendsWhatIsNew() throws Exception {
        PlayedNode one = node("n1", site);
        PlayedNode two = node("n2", site);
        one.knowsContent = true;
        two.knowsContent = true;
        two.neighbour = one;
        Release first = Library.releaseWithContent(cairn, folder);
        cairn.desireRelease().run(site.id(), first);
        cairn.syncSite().start(List.of(site.id())).await();
        assertThat(cairn.syncSite().start(List.of(site.id())).await().getFirst().nodes())
                .as("the first visit heard that its nodes know content")
                .allMatch(result -> result.problem() == null);
        String slot = one.status().report().slot();
        long before = one.sent;

        cairn.importArtifact()
                .start(List.of(new ImportRequest(
                        PlayedContent.chart(folder.resolve("till2.tgz"), "3", 0), ArtifactKind.CHART, "till2.tgz")))
                .await();
        cairn.saveProfile().run(Library.WITH_CONTENT.replace("artifact: till.tgz", "artifact: till2.tgz"));
        Release second = cairn.createRelease().run("shop");
        cairn.desireRelease().run(site.id(), second);
        SiteSyncReport report =
                cairn.syncSite().start(List.of(site.id())).await().getFirst();
        assertThat(report.nodes()).allMatch(result -> result.outcome() == Outcome.COMMITTED);
        for (PlayedNode machine : List.of(one, two)) {
            assertThat(machine.status().report().release())
                    .isEqualTo(second.digest().hex());
            assertThat(machine.status().report().slot()).as("no new slot").isEqualTo(slot);
            assertThat(machine.orders.getLast().release()).isNotNull();
        }
        assertThat(one.sent - before).as("a manifest and five bytes").isLessThan(4_096);
        assertThat(two.sent)
                .as("the site's copy, content and all, came from the first")
                .isZero();
    }

    @Test
    void aStickCarriesWhatRunsInKubernetesToNodesThatKnowContent() throws Exception {
        PlayedNode one = node("n1", site);
        one.knowsContent = true;
        Release release = Library.releaseWithContent(cairn, folder);
        cairn.desireRelease().run(site.id(), release);
        cairn.syncSite().start(List.of(site.id())).await();
        StickLayout stick = new StickLayout(Files.createDirectories(folder.resolve("content-stick")));
        cairn.syncSite().startToFolder(List.of(site.id()), stick.root(), false).await();
        one.order(Files.readString(
                stick.order(new dev.cairn.protocol.SiteId(site.id().value()))));
        String digest = Objects.requireNonNull(
                Objects.requireNonNull(one.orders.getLast().release()).contentDigest());
        byte[] manifest = Files.readAllBytes(stick.content(digest));
        assertThat(Sha256.of(manifest)).isEqualTo(digest);
        assertThat(ContentManifest.parse(manifest, digest).items())
                .isNotEmpty()
                .allSatisfy(item -> assertThat(Sha256.of(Files.readAllBytes(stick.item(item.sha256()))))
                        .isEqualTo(item.sha256()));
    }

    @Test
    void anAgentThatDoesNotKnowContentIsOrderedNone() throws Exception {
        PlayedNode old = node("n1", site);
        Release release = Library.releaseWithContent(cairn, folder);
        cairn.desireRelease().run(site.id(), release);
        cairn.syncSite().start(List.of(site.id())).await();
        cairn.syncSite().start(List.of(site.id())).await();
        assertThat(old.orders)
                .allMatch(order -> Objects.requireNonNull(order.release()).contentDigest() == null);
        assertThat(old.status().report().release()).isEqualTo(release.digest().hex());
    }

    @Test
    void rollsOutInWavesAndStopsAtTheWaveThatFails() throws Exception {
        Site second = cairn.addSite().run(NewSite.named("Mill"));
        Site third = cairn.addSite().run(NewSite.named("Pass"));
        node("n1", site);
        node("n2", second).fallsBack = true;
        PlayedNode last = node("n3", third);
        Release release = release();
        Rollout rollout = cairn.startRollout()
                .create(new RolloutPlan(
                        "spring",
                        release.digest(),
                        List.of(List.of(site.id()), List.of(second.id()), List.of(third.id()))));
        Rollout ended = cairn.startRollout().start(rollout.id()).await();
        assertThat(ended.state()).isEqualTo(RolloutState.FAILED);
        assertThat(ended.sites())
                .extracting(RolloutSite::state)
                .containsExactly(SiteState.DONE, SiteState.FAILED, SiteState.WAITING);
        assertThat(last.orders).isEmpty();
        Objects.requireNonNull(machines.get(new NodeId("n2"))).fallsBack = false;
        assertThat(cairn.startRollout().start(rollout.id()).await().state())
                .as("gone on with, it tries again what failed")
                .isEqualTo(RolloutState.FINISHED);
    }

    private SiteSyncReport sync() {
        return cairn.syncSite().start(List.of(site.id())).await().getFirst();
    }

    private PlayedNode node(String id, Site at) {
        return node(id, at, "SHA256:x");
    }

    private PlayedNode node(String id, Site at, String hostKey) {
        PlayedNode machine = new PlayedNode(id, cairn.initFleet().required().publicKey());
        machines.put(machine.id, machine);
        LastSeen seen = new LastSeen(Instant.EPOCH, LastSeen.Source.BEACON, "127.0.0.1:7022", "me");
        Objects.requireNonNull(ports.get()).nodes().save(Node.discovered(machine.id, hostKey, seen));
        cairn.assignNode().run(machine.id, at.id(), Role.SERVER, null);
        return machine;
    }

    private Release release() throws Exception {
        Path inputs = java.nio.file.Files.createDirectories(folder.resolve("inputs"));
        return Library.release(cairn, inputs);
    }
}
