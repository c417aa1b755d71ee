package dev.cairn.app.usecase.profile;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.profile.ProfileRepository;
import dev.cairn.app.domain.profile.ProfileVersion;
import java.util.List;
import java.util.Optional;

/** Lists profiles and finds versions. */
public final class ListProfiles {
    private final ProfileRepository profiles;

    public ListProfiles(ProfileRepository profiles) {
        this.profiles = profiles;
    }

    /** The newest version of each profile, by name. */
    public List<ProfileVersion> latest() {
        return profiles.latest();
    }

    /** All versions of a profile, newest first. */
    public List<ProfileVersion> versions(String name) {
        return profiles.versions(name);
    }

    /** Finds {@code name} (the newest version) or {@code name@version}, or throws a problem. */
    public ProfileVersion find(String reference) {
        int at = reference.lastIndexOf('@');
        Optional<ProfileVersion> found;
        if (at > 0 && reference.substring(at + 1).matches("[0-9]{1,9}")) {
            found = profiles.find(reference.substring(0, at), Integer.parseInt(reference.substring(at + 1)));
        } else {
            found = profiles.latest(reference);
        }
        return found.orElseThrow(() -> ProblemException.of(AppProblem.PROFILE_UNKNOWN, "find", reference));
    }
}
