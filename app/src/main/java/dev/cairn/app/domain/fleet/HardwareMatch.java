package dev.cairn.app.domain.fleet;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the record that a machine had before it was installed anew: by its serial number, else by its network cards. A pure function of
 * what nodes said of their hardware.
 */
public final class HardwareMatch {
    /** What makers leave in the field when they fill in nothing (seen in dmidecode's own list of such texts, and in the wild). */
    private static final Set<String> NO_SERIALS = Set.of(
            "",
            "0",
            "none",
            "n/a",
            "not specified",
            "not applicable",
            "unknown",
            "default string",
            "system serial number",
            "to be filled by o.e.m.",
            "0123456789",
            "123456789");

    private HardwareMatch() {}

    /** What was found. */
    public sealed interface Found {
        /** It is a machine that was never seen. */
        record Nothing() implements Found {}

        /** The one record of this machine, which has not been heard since the new one was first heard. */
        record Old(Node node) implements Found {}

        /** Several records fit, or the old one is still heard: two machines claim to be one, and nobody may guess. */
        record Unclear(List<Node> nodes) implements Found {}
    }

    /** Looks for the old record of a node that belongs to no site yet. */
    public static Found of(Node fresh, List<Node> all) {
        NodeFacts facts = fresh.facts();
        if (facts == null || fresh.site() != null) {
            return new Found.Nothing();
        }
        List<Node> fitting = all.stream()
                .filter(node -> !node.id().equals(fresh.id()))
                .filter(node -> node.site() != null && node.state() != NodeState.RETIRED)
                .filter(node -> Optional.ofNullable(node.facts())
                        .filter(old -> isSame(old, facts))
                        .isPresent())
                .toList();
        if (fitting.isEmpty()) {
            return new Found.Nothing();
        }
        Node first = fitting.getFirst();
        LastSeen seen = first.lastSeen();
        boolean stillThere = seen != null && seen.at().isAfter(fresh.firstSeen());
        return fitting.size() > 1 || stillThere ? new Found.Unclear(fitting) : new Found.Old(first);
    }

    private static boolean isSame(NodeFacts old, NodeFacts fresh) {
        boolean sharesCards = shares(cards(old), cards(fresh));
        if (hasSerial(old) && hasSerial(fresh)) {
            return old.serial().equals(fresh.serial())
                    && old.vendor().equals(fresh.vendor())
                    && old.product().equals(fresh.product());
        }
        // Without a serial number a card alone could have moved to another machine: the rest has to fit, too.
        return sharesCards
                && old.tpm() == fresh.tpm()
                && old.vendor().equals(fresh.vendor())
                && old.product().equals(fresh.product())
                && old.architecture().equals(fresh.architecture());
    }

    private static boolean shares(Set<String> some, Set<String> others) {
        Set<String> both = new HashSet<>(some);
        both.retainAll(others);
        return !both.isEmpty();
    }

    private static boolean hasSerial(NodeFacts facts) {
        return !NO_SERIALS.contains(facts.serial().strip().toLowerCase(Locale.ROOT));
    }

    private static Set<String> cards(NodeFacts facts) {
        return facts.nics().stream()
                .map(nic -> nic.mac().toLowerCase(Locale.ROOT))
                .filter(mac -> !mac.isBlank() && !mac.equals("00:00:00:00:00:00"))
                .collect(Collectors.toSet());
    }
}
