package dev.cairn.agent.install;

import java.util.List;

/** What the rule says of this machine. Immutable. */
public sealed interface Verdict {
    /** Install here; {@code judged} tells why not on the others. */
    record Chosen(MachineDisk disk, List<Judged> judged) implements Verdict {
        public Chosen {
            judged = List.copyOf(judged);
        }
    }

    /** A Cairn of this batch is here already. */
    record Installed(MachineDisk disk) implements Verdict {}

    /** Nothing is touched. */
    record Refused(List<Judged> judged) implements Verdict {
        public Refused {
            judged = List.copyOf(judged);
        }
    }

    /** A disk with what speaks against it, which is nothing for the chosen one. */
    record Judged(MachineDisk disk, List<Refusal> refusals) {
        public Judged {
            refusals = List.copyOf(refusals);
        }
    }
}
