package dev.cairn.agent.formation;

import dev.cairn.agent.kubernetes.ClusterDriver;
import dev.cairn.agent.kubernetes.ClusterPlace;
import dev.cairn.agent.kubernetes.Member;
import dev.cairn.agent.kubernetes.MemberList;
import java.io.IOException;
import java.util.Objects;

/** k3s on one simulated machine: what is set up stays on its disk, and what runs tries again and again, as a service does. */
final class SimDriver implements ClusterDriver {
    private final SimNode node;
    private final SimSite site;

    SimDriver(SimNode node) {
        this.node = node;
        this.site = node.site;
    }

    @Override
    public Standing standing() {
        boolean ready = isReady();
        return new Standing(node.setup, node.k3sRuns, ready, ready ? "" : "not ready yet");
    }

    private boolean isReady() {
        if (!node.k3sRuns || site.now - node.k3sSince < site.startMs) {
            return false;
        }
        SimDatabase.Seat seat = node.seat;
        SimDatabase database = node.database;
        if (seat != null && database != null) {
            return seat.started && seat.voter && database.seats.contains(seat) && database.hasQuorum(node);
        }
        SimDatabase works = node.workerOf;
        return node.setup == Setup.AGENT && works != null && site.servesSomewhere(works, node);
    }

    @Override
    public void startFirst(ClusterPlace place) throws IOException {
        if (node.setup != Setup.NONE && node.setup != Setup.FIRST_SERVER) {
            throw new IOException("is set up as " + node.setup);
        }
        node.mayLosePower();
        node.setup = Setup.FIRST_SERVER;
        node.mayLosePower();
        startK3s();
        node.mayLosePower();
    }

    @Override
    public void joinAsServer(ClusterPlace place, String serverAddress) throws IOException {
        if (node.setup == Setup.FIRST_SERVER) {
            throw new IOException("is a first server");
        }
        node.mayLosePower();
        if (node.setup != Setup.JOINED_SERVER) {
            stopK3s();
            node.mayLosePower();
            node.setup = Setup.JOINED_SERVER;
        }
        if (node.seat == null) {
            node.address = serverAddress;
        }
        node.mayLosePower();
        startK3s();
        node.mayLosePower();
    }

    @Override
    public void joinAsAgent(ClusterPlace place, String serverAddress) throws IOException {
        if (node.setup == Setup.FIRST_SERVER || node.setup == Setup.JOINED_SERVER) {
            throw new IOException("holds a server's data");
        }
        node.mayLosePower();
        boolean other = !serverAddress.equals(node.address) && !isReady();
        node.setup = Setup.AGENT;
        node.address = serverAddress;
        node.mayLosePower();
        if (other) {
            stopK3s();
        }
        startK3s();
        node.mayLosePower();
    }

    @Override
    public void forgetServer() throws IOException {
        site.laws.forgets(node);
        node.mayLosePower();
        stopK3s();
        node.mayLosePower();
        node.seat = null;
        node.database = null;
        node.mayLosePower();
        node.setup = Setup.NONE;
        node.mayLosePower();
    }

    @Override
    public MemberList members() throws IOException {
        SimDatabase database = running();
        database.requireQuorum(node);
        return new MemberList(
                database.id,
                database.seats.stream()
                        .map(seat -> new Member(
                                seat.id,
                                seat.started ? seat.node.name : null,
                                seat.voter,
                                SimDatabase.answers(seat, node)))
                        .toList());
    }

    @Override
    public void removeMember(Member member) throws IOException {
        node.mayLosePower();
        running().remove(member.id(), node);
        site.laws.hold();
        node.mayLosePower();
    }

    @Override
    public void snapshot(String name) throws IOException {
        running();
        node.mayLosePower();
    }

    private SimDatabase running() throws IOException {
        SimDatabase database = node.database;
        SimDatabase.Seat seat = node.seat;
        if (!node.k3sRuns || seat == null || database == null || !seat.started || !database.seats.contains(seat)) {
            throw new IOException("no etcd answers here");
        }
        return database;
    }

    private void stopK3s() {
        node.k3sRuns = false;
        node.k3sRun++;
    }

    void startK3s() {
        if (node.k3sRuns) {
            return;
        }
        node.k3sRuns = true;
        node.k3sSince = site.now;
        int run = ++node.k3sRun;
        site.in(site.between(500, 3_000), () -> tryOn(run));
    }

    /** One round of k3s's start-up loop. */
    private void tryOn(int run) {
        if (run != node.k3sRun || !node.k3sRuns) {
            return;
        }
        switch (node.setup) {
            case NONE -> throw new IllegalStateException("k3s runs without a setup");
            case FIRST_SERVER -> first();
            case JOINED_SERVER -> joinOn();
            case AGENT -> work();
        }
        site.in(site.between(1_000, 6_000), () -> tryOn(run));
    }

    private void first() {
        if (node.seat != null) {
            return;
        }
        SimDatabase database =
                site.newDatabase(String.valueOf(Objects.requireNonNull(node.saved, "it was saved before it was done")
                        .cluster()));
        SimDatabase.Seat seat = database.add(node, true);
        seat.started = true;
        node.database = database;
        node.seat = seat;
    }

    private void joinOn() {
        SimDatabase.Seat seat = node.seat;
        SimDatabase database = node.database;
        if (seat != null && database != null) {
            if (!database.seats.contains(seat)) {
                return;
            }
            if (!seat.started) {
                seat.started = true;
                node.seatSince = site.now;
            } else if (!seat.voter && site.now - node.seatSince > 5_000) {
                database.promoteLearner(seat, node);
                site.laws.hold();
            }
            return;
        }
        SimNode contact = site.at(node.address);
        SimDatabase there = contact == null || !contact.k3sRuns || !node.reaches(contact) ? null : contact.database;
        if (there == null) {
            return;
        }
        try {
            site.laws.joins(node, there);
            SimDatabase.Seat added = there.join(node, Objects.requireNonNull(contact), site.learners);
            node.database = there;
            node.seat = added;
            node.workerOf = null;
            site.laws.hold();
        } catch (IOException refused) {
            site.note(node, "k3s: " + refused.getMessage());
        }
    }

    private void work() {
        SimNode contact = site.at(node.address);
        if (node.workerOf == null && contact != null && contact.k3sRuns && node.reaches(contact)) {
            SimDatabase there = contact.database;
            if (there != null && there.hasQuorum(contact)) {
                site.laws.joins(node, there);
                node.workerOf = there;
            }
        }
    }
}
