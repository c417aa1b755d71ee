package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeState;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.RolePlan;
import dev.cairn.app.domain.fleet.ServerRules;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.fleet.ReplaceNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers chosen by hand, and machines put in the place of others. */
final class RolesTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration DAYS = Duration.ofDays(3);

    @TempDir
    Path folder;

    private Cairn cairn;
    private Site site;
    private PlayedSite played;

    @BeforeEach
    void open() {
        AtomicReference<Ports> ports = new AtomicReference<>();
        cairn = Opening.open(CairnOptions.of(folder.resolve("home")), real -> {
            ports.set(real);
            return real;
        });
        cairn.initFleet().run("North");
        site = cairn.addSite().run(NewSite.named("Harbour"));
        played = new PlayedSite(cairn, Objects.requireNonNull(ports.get()), site);
    }

    @AfterEach
    void close() {
        cairn.close();
    }

    @Test
    void namedNodesBecomeServersAndAllOthersAgents() {
        formed(NOW);
        RolePlan plan = cairn.changeRoles().run("Harbour", List.of("b", "c", "d"));
        assertThat(plan.servers()).containsExactlyInAnyOrder("b", "c", "d");
        assertThat(plan.tolerated()).isEqualTo(1);
        assertThat(plan.changes())
                .contains(
                        new RolePlan.Change("a", Role.AGENT, true),
                        new RolePlan.Change("d", Role.SERVER, false),
                        new RolePlan.Change("b", Role.SERVER, true));
        assertThat(roles()).containsExactly(Role.AGENT, Role.SERVER, Role.SERVER, Role.SERVER, Role.AGENT);
        assertThat(cairn.listActivity().latest(1).getFirst().action()).isEqualTo("site.roles");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "a,b,c,d"})
    void anEvenNumberIsRefusedAndNothingChanges(String servers) {
        formed(NOW);
        assertThatThrownBy(() -> cairn.changeRoles().run("Harbour", List.of(servers.split(","))))
                .satisfies(Expect.problem(AppProblem.ROLES_COUNT));
        assertThat(roles()).containsOnly(Role.AGENT);
    }

    @Test
    void promotingAndDemotingKeepTheNumberOdd() {
        formed(NOW);
        assertThatThrownBy(() -> cairn.changeRoles().promote(List.of("d"), null))
                .satisfies(Expect.problem(AppProblem.ROLES_COUNT));
        assertThat(cairn.changeRoles().promote(List.of("d"), "a").servers())
                .as("what votes now counts where nobody decided before")
                .containsExactlyInAnyOrder("b", "c", "d");
        assertThat(cairn.changeRoles().promote(List.of("a", "e"), null).servers())
                .hasSize(5);
        assertThatThrownBy(() -> cairn.changeRoles().demote(List.of("e")))
                .satisfies(Expect.problem(AppProblem.ROLES_COUNT));
        assertThat(cairn.changeRoles().demote(List.of("d", "e")).servers()).containsExactlyInAnyOrder("a", "b", "c");
        assertThatThrownBy(() -> cairn.changeRoles().demote(List.of("a", "b", "c")))
                .satisfies(Expect.problem(AppProblem.ROLES_COUNT));
    }

    @Test
    void aMinorityOfThoseWhoWorkIsRefusedByName() {
        played.member("a", Role.AGENT, true, NOW);
        played.member("b", Role.AGENT, true, DAYS);
        played.assigned("c", Role.AGENT, NOW);
        assertThatThrownBy(() -> cairn.changeRoles().run("Harbour", List.of("a", "b", "c")))
                .satisfies(Expect.problem(AppProblem.ROLES_MINORITY))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().arguments())
                                .containsEntry("missing", "b, c")
                                .containsEntry("needed", "2"));
        assertThat(cairn.changeRoles().run("Harbour", List.of("a")).tolerated()).isZero();
    }

    @Test
    void aSiteThatWasNotVisitedForLongIsNoWorseForIt() {
        formed(DAYS);
        assertThat(cairn.changeRoles().run("Harbour", List.of("b", "c", "d")).servers())
                .hasSize(3);
    }

    @Test
    void aSiteWithoutAClusterTakesAnyOddNumber() {
        played.assigned("a", Role.AGENT, NOW);
        played.assigned("b", Role.SERVER, DAYS);
        cairn.changeRoles().run("Harbour", List.of("a"));
        assertThat(roles()).containsExactly(Role.SERVER, Role.AGENT);
        cairn.changeRoles().run("Harbour", List.of());
        assertThat(roles()).as("left to the nodes").containsOnly(Role.AGENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cluster.quorum-lost", "cluster.two-of-one-site"})
    void alarmsThatAnOrderWouldMakeWorseStopIt(String alarm) {
        formed(NOW);
        assertThat(cairn.listSites().show("Harbour").unhealthy()).isZero();
        played.reporting(cairn.listNodes().find("a"), true, "good", alarm, NOW);
        assertThat(cairn.listSites().show("Harbour").unhealthy()).isEqualTo(1);
        assertThatThrownBy(() -> cairn.changeRoles().run("Harbour", List.of("a", "b", "d")))
                .satisfies(Expect.problem(
                        alarm.endsWith("lost") ? AppProblem.ROLES_NO_MAJORITY : AppProblem.ROLES_TWO_CLUSTERS));
    }

    @Test
    void aDiskThatTheNodeItselfWouldRefuseIsRefusedHere() {
        formed(NOW);
        played.reporting(cairn.listNodes().find("d"), false, "unfit", null, NOW);
        assertThatThrownBy(() -> cairn.changeRoles().run("Harbour", List.of("a", "b", "d")))
                .satisfies(Expect.problem(AppProblem.ROLES_DISK_UNFIT));
    }

    @Test
    void aNodeOfNoOrAnotherSiteIsRefused() {
        formed(NOW);
        played.discovered("x", NOW);
        assertThatThrownBy(() -> cairn.changeRoles().run("Harbour", List.of("x")))
                .satisfies(Expect.problem(AppProblem.ROLES_ELSEWHERE));
        assertThatThrownBy(() -> cairn.changeRoles().promote(List.of("x"), null))
                .satisfies(Expect.problem(AppProblem.ROLES_ELSEWHERE));
    }

    @Test
    void thoseThatVoteGoFirstInAnOrderSinceItsFirstServerMayMakeTheCluster() {
        played.assigned("a", Role.SERVER, NOW);
        played.member("b", Role.SERVER, true, NOW);
        played.member("c", Role.SERVER, false, NOW);
        assertThat(ServerRules.inOrder(cairn.listNodes().ofSite(site.id())))
                .extracting(Node::label)
                .containsExactly("b", "a", "c");
    }

    @Test
    void aNewMachineTakesThePlaceOfOneThatIsGone() {
        formed(NOW);
        cairn.changeRoles().run("Harbour", List.of("a", "b", "c"));
        away("c");
        played.discovered("new", NOW);
        ReplaceNode.Replaced replaced = replace("c", "new", false);
        assertThat(replaced.replacement().role()).isEqualTo(Role.SERVER);
        assertThat(replaced.replacement().site()).isEqualTo(site.id());
        assertThat(replaced.replacement().label()).isNotEqualTo("c");
        assertThat(cairn.listNodes().find("c").state()).isEqualTo(NodeState.RETIRED);
        assertThat(ServerRules.ordered(cairn.listNodes().ofSite(site.id())))
                .extracting(Node::label)
                .containsExactly("a", "b", replaced.replacement().label());
        assertThat(cairn.listActivity().latest(1).getFirst().action()).isEqualTo("node.replaced");
        assertThat(cairn.listSites().show("Harbour").nodes())
                .as("the retired one does not count")
                .isEqualTo(5);
    }

    @Test
    void aServerIsNotReplacedWhereTheOthersCouldNotLetTheNewOneIn() {
        formed(NOW);
        away("b");
        away("c");
        played.discovered("new", NOW);
        assertThatThrownBy(() -> replace("c", "new", false)).satisfies(Expect.problem(AppProblem.REPLACE_NO_MAJORITY));
        away("e");
        assertThat(replace("e", "new", false).replacement().role())
                .as("a worker's place is free to take")
                .isEqualTo(Role.AGENT);
    }

    @Test
    void oneThatStillRunsIsReplacedOnlyWhenThatIsSaid() {
        formed(NOW);
        played.discovered("new", NOW);
        assertThatThrownBy(() -> replace("e", "new", false)).satisfies(Expect.problem(AppProblem.REPLACE_STILL_RUNS));
        assertThat(cairn.listNodes().find("e").state()).isNotEqualTo(NodeState.RETIRED);
        assertThat(replace("e", "new", true).old().state()).isEqualTo(NodeState.RETIRED);
    }

    @Test
    void whatBelongsElsewhereOrNowhereIsRefused() {
        formed(NOW);
        Site other = cairn.addSite().run(NewSite.named("Depot"));
        Node elsewhere = played.discovered("far", NOW);
        cairn.assignNode().run(elsewhere.id(), other.id(), Role.SERVER, "far");
        assertThatThrownBy(() -> replace("e", "far", true)).satisfies(Expect.problem(AppProblem.REPLACE_NOT_FREE));
        assertThatThrownBy(() -> replace("e", "e", true)).satisfies(Expect.problem(AppProblem.REPLACE_NOT_FREE));
        played.discovered("x", NOW);
        assertThatThrownBy(() -> replace("x", "e", true)).satisfies(Expect.problem(AppProblem.REPLACE_NO_PLACE));
    }

    /** Three that vote and two workers, whom nobody ordered. */
    private void formed(Duration ago) {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            played.member(id, Role.AGENT, id.compareTo("d") < 0, ago);
        }
    }

    private void away(String id) {
        Node node = cairn.listNodes().find(id);
        Role role = Objects.requireNonNull(node.role());
        played.member(id, role, ServerRules.votes(node), Duration.ofHours(5));
    }

    private ReplaceNode.Replaced replace(String old, String other, boolean also) {
        return cairn.replaceNode()
                .run(
                        cairn.listNodes().find(old).id(),
                        cairn.listNodes().find(other).id(),
                        null,
                        also);
    }

    private List<Role> roles() {
        return cairn.listNodes().ofSite(site.id()).stream()
                .map(node -> Objects.requireNonNull(node.role()))
                .toList();
    }
}
