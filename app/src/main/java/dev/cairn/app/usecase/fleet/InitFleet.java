package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.fleet.Fleet;
import dev.cairn.app.domain.fleet.FleetRepository;
import dev.cairn.app.domain.fleet.Keyring;
import java.time.InstantSource;
import java.util.Optional;

/** Makes the fleet of this data folder, with its key. */
public final class InitFleet {
    private final Transactions transactions;
    private final FleetRepository fleets;
    private final Keyring keyring;
    private final ActivityLog activity;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public InitFleet(
            Transactions transactions,
            FleetRepository fleets,
            Keyring keyring,
            ActivityLog activity,
            Identifiers identifiers,
            InstantSource clock) {
        this.transactions = transactions;
        this.fleets = fleets;
        this.keyring = keyring;
        this.activity = activity;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** The fleet of this data folder, if it was made already. */
    public Optional<Fleet> current() {
        return fleets.find();
    }

    /** The fleet, or a problem that says how to make one. */
    public Fleet required() {
        return current().orElseThrow(() -> ProblemException.of(AppProblem.FLEET_MISSING, "fleet", "fleet"));
    }

    /** Makes keys and fleet; refused when there is one. */
    public Fleet run(String name) {
        String checked = Names.check("fleet name", name);
        Optional<Fleet> existing = current();
        if (existing.isPresent()) {
            throw ProblemException.of(
                    AppProblem.FLEET_EXISTS, "init", existing.get().name());
        }
        String publicKey = keyring.create();
        return transactions.inOne(() -> {
            Fleet fleet = new Fleet(identifiers.next(), checked, publicKey, clock.instant());
            fleets.save(fleet);
            activity.add("fleet.made", checked, "id", fleet.id());
            return fleet;
        });
    }
}
