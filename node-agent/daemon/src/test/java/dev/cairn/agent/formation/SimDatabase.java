package dev.cairn.agent.formation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of one simulated etcd and what it lets happen to them: every change needs a majority of the voters, adding a voter
 * raises that majority at once, and a change that would leave no majority of living voters is refused (etcd's
 * strict-reconfig-check). As k3s does it, there is at most one learner at a time.
 */
final class SimDatabase {
    final String label;
    final String id;
    final List<Seat> seats = new ArrayList<>();
    private int counter;

    SimDatabase(String label, String id) {
        this.label = label;
        this.id = id;
    }

    /** One member; without a name until it has started. */
    static final class Seat {
        final String id;
        final SimNode node;
        boolean started;
        boolean voter;

        Seat(String id, SimNode node, boolean voter) {
            this.id = id;
            this.node = node;
            this.voter = voter;
        }
    }

    Seat add(SimNode node, boolean voter) {
        counter++;
        Seat seat = new Seat("%016x".formatted(counter), node, voter);
        seats.add(seat);
        return seat;
    }

    int voters() {
        return (int) seats.stream().filter(seat -> seat.voter).count();
    }

    int livingVoters(SimNode from) {
        return (int)
                seats.stream().filter(seat -> seat.voter && answers(seat, from)).count();
    }

    boolean hasQuorum(SimNode from) {
        return livingVoters(from) > voters() / 2;
    }

    static boolean answers(Seat seat, SimNode from) {
        return seat.started && seat.node.runsSeat(seat) && from.reaches(seat.node);
    }

    void requireQuorum(SimNode from) throws IOException {
        if (!hasQuorum(from)) {
            throw new IOException("etcdserver: no leader");
        }
    }

    Seat join(SimNode node, SimNode contact, boolean asLearner) throws IOException {
        requireQuorum(contact);
        if (seats.stream().anyMatch(seat -> !seat.started || !seat.voter)) {
            throw new IOException("etcdserver: too many learner members in cluster");
        }
        if (!asLearner && voters() > 1 && livingVoters(contact) <= (voters() + 1) / 2) {
            throw new IOException("etcdserver: re-configuration failed due to not enough started members");
        }
        return add(node, !asLearner);
    }

    /** What k3s's leader does every few seconds. */
    void promoteLearner(Seat seat, SimNode from) {
        if (hasQuorum(from) && answers(seat, from) && livingVoters(from) + 1 > (voters() + 1) / 2) {
            seat.voter = true;
        }
    }

    void remove(String memberId, SimNode from) throws IOException {
        requireQuorum(from);
        @Nullable
        Seat seat = seats.stream()
                .filter(one -> one.id.equals(memberId))
                .findFirst()
                .orElse(null);
        if (seat == null) {
            return;
        }
        int left = voters() - (seat.voter ? 1 : 0);
        int living = livingVoters(from) - (seat.voter && answers(seat, from) ? 1 : 0);
        if (left == 0 || living <= left / 2) {
            throw new IOException("etcdserver: re-configuration failed due to not enough started members");
        }
        seats.remove(seat);
    }
}
