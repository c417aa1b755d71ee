package dev.cairn.agent.install;

import dev.cairn.protocol.DiskChoice;
import dev.cairn.protocol.InstallRule;
import dev.cairn.protocol.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chooses the disk to install on, or says of each why not. A pure function of what it is given. */
public final class DiskRules {
    private DiskRules() {}

    /** A disk and what it holds. */
    public record Candidate(MachineDisk disk, Holding holding) {}

    /**
     * A Cairn of the seed's batch on any internal disk ends the matter: the stick was left in. Disks that are too small do not count; disks
     * with data do, so that an empty one is not taken beside them by accident.
     *
     * @param neededBytes the length of the image
     */
    public static Verdict judge(Seed seed, InstallRule rule, long neededBytes, List<Candidate> all) {
        List<Candidate> internal = all.stream()
                .filter(candidate -> candidate.disk().refusals().isEmpty())
                .toList();
        Optional<Candidate> already = internal.stream()
                .filter(candidate -> isOf(seed, candidate.holding()))
                .findFirst();
        if (already.isPresent()) {
            return new Verdict.Installed(already.get().disk());
        }
        long needed = Math.max(neededBytes, rule.minimumBytes());
        List<Candidate> fitting = internal.stream()
                .filter(candidate -> candidate.disk().bytes() >= needed)
                .toList();
        List<Candidate> meant = meant(rule.choice(), fitting);
        boolean mayErase = meant.size() == 1
                && (rule.eraseData() || isFree(meant.getFirst().holding()));
        List<Verdict.Judged> judged = new ArrayList<>();
        for (Candidate candidate : all) {
            judged.add(new Verdict.Judged(candidate.disk(), refusals(candidate, fitting, meant, mayErase)));
        }
        return mayErase ? new Verdict.Chosen(meant.getFirst().disk(), judged) : new Verdict.Refused(judged);
    }

    private static List<Refusal> refusals(
            Candidate candidate, List<Candidate> fitting, List<Candidate> meant, boolean mayErase) {
        if (!candidate.disk().refusals().isEmpty()) {
            return candidate.disk().refusals();
        }
        if (!fitting.contains(candidate)) {
            return List.of(Refusal.TOO_SMALL);
        }
        if (!meant.contains(candidate)) {
            return List.of(Refusal.NOT_MEANT);
        }
        if (meant.size() > 1) {
            return List.of(Refusal.SEVERAL);
        }
        return mayErase ? List.of() : List.of(Refusal.HOLDS_DATA);
    }

    private static List<Candidate> meant(DiskChoice choice, List<Candidate> fitting) {
        long largest = fitting.stream()
                .mapToLong(candidate -> candidate.disk().bytes())
                .max()
                .orElse(0);
        return fitting.stream()
                .filter(candidate -> switch (choice) {
                    case DiskChoice.OnlyInternal only -> true;
                    case DiskChoice.LargestInternal any -> candidate.disk().bytes() == largest;
                    case DiskChoice.Serial serial -> candidate.disk().serial().equalsIgnoreCase(serial.serial());
                    case DiskChoice.AtPath path -> candidate.disk().paths().contains(path.path());
                })
                .toList();
    }

    private static boolean isFree(Holding holding) {
        return switch (holding) {
            case Holding.Nothing nothing -> true;
            case Holding.UnfinishedWrite unfinished -> true;
            case Holding.Cairn cairn -> false;
            case Holding.Data data -> false;
        };
    }

    private static boolean isOf(Seed seed, Holding holding) {
        return holding instanceof Holding.Cairn cairn
                && cairn.fleet().equals(seed.fleetId())
                && cairn.batch().equals(seed.batchId());
    }
}
