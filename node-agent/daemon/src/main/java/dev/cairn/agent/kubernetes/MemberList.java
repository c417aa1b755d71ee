package dev.cairn.agent.kubernetes;

import dev.cairn.protocol.ClusterNotice;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Who holds a cluster's state. Immutable.
 *
 * @param databaseId what the database calls itself, for etcd its cluster id in 16 hex digits; differs for every first start
 */
public record MemberList(String databaseId, List<Member> members) {
    /** Copies the list. */
    public MemberList {
        members = List.copyOf(members);
    }

    /** How many count for the quorum. */
    public int voters() {
        return (int) members.stream().filter(Member::voter).count();
    }

    /** Whether every member is a voter that answers: the gate before each change. */
    public boolean isHealthy() {
        return members.stream().allMatch(member -> member.voter() && member.healthy());
    }

    /** Names of the nodes that count for the quorum, in their order. */
    public List<String> voterNames() {
        return members.stream()
                .filter(Member::voter)
                .map(Member::nodeName)
                .flatMap(Stream::ofNullable)
                .sorted()
                .toList();
    }

    /** Short names of all nodes in the list, for a notice. */
    public List<String> tags() {
        return members.stream()
                .map(Member::nodeName)
                .filter(Objects::nonNull)
                .map(ClusterNotice::tag)
                .sorted()
                .limit(ClusterNotice.MOST_MEMBERS)
                .toList();
    }

    /** Whether a node is in the list. */
    public boolean holds(String nodeName) {
        return members.stream().anyMatch(member -> nodeName.equals(member.nodeName()));
    }
}
