package dev.cairn.app.domain.fleet;

import java.util.List;

/** A network interface as the node sees it. */
public record NicFact(String name, String mac, List<String> addresses) {
    public NicFact {
        addresses = List.copyOf(addresses);
    }
}
