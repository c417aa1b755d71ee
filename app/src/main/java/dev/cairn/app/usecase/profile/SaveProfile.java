package dev.cairn.app.usecase.profile;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.Identifiers;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Transactions;
import dev.cairn.app.domain.activity.ActivityLog;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.domain.profile.ProfileFinding;
import dev.cairn.app.domain.profile.ProfileFormat;
import dev.cairn.app.domain.profile.ProfileRepository;
import dev.cairn.app.domain.profile.ProfileVerdict;
import dev.cairn.app.domain.profile.ProfileVersion;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Keeps a profile as its next version. A profile with anything wrong is refused and nothing is stored. */
public final class SaveProfile {
    private final Transactions transactions;
    private final ProfileRepository profiles;
    private final ValidateProfile validate;
    private final ProfileFormat format;
    private final ActivityLog activity;
    private final Identifiers identifiers;
    private final InstantSource clock;

    public SaveProfile(
            Transactions transactions,
            ProfileRepository profiles,
            ValidateProfile validate,
            ProfileFormat format,
            ActivityLog activity,
            Identifiers identifiers,
            InstantSource clock) {
        this.transactions = transactions;
        this.profiles = profiles;
        this.validate = validate;
        this.format = format;
        this.activity = activity;
        this.identifiers = identifiers;
        this.clock = clock;
    }

    /** Keeps a file. The same content as the newest version makes no new one. */
    public ProfileVersion run(String yaml) {
        ProfileVerdict verdict = validate.run(yaml);
        if (!verdict.complete()) {
            List<Problem> problems =
                    verdict.findings().stream().map(ProfileFinding::problem).toList();
            throw new ProblemException(problems, null);
        }
        ProfileDraft draft = Objects.requireNonNull(verdict.draft());
        Digest digest = Digests.of(yaml.getBytes(StandardCharsets.UTF_8));
        return transactions.inOne(() -> {
            Optional<ProfileVersion> newest = profiles.latest(draft.name());
            if (newest.isPresent() && newest.get().digest().equals(digest)) {
                return newest.get();
            }
            int number = newest.map(ProfileVersion::version).orElse(0) + 1;
            ProfileVersion version =
                    new ProfileVersion(identifiers.next(), number, draft, yaml, digest, clock.instant());
            profiles.add(version);
            activity.add("profile.saved", draft.name(), "version", number, "digest", digest.shortHex());
            return version;
        });
    }

    /** Keeps a draft, as the designer makes it. */
    public ProfileVersion run(ProfileDraft draft) {
        return run(format.write(draft));
    }

    /** The file that a draft would become. */
    public String yamlOf(ProfileDraft draft) {
        return format.write(draft);
    }
}
