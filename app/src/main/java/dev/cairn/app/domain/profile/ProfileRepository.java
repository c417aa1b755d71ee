package dev.cairn.app.domain.profile;

import java.util.List;
import java.util.Optional;

/** Keeps profile versions. */
public interface ProfileRepository {
    /** The newest version of each profile, by name. */
    List<ProfileVersion> latest();

    Optional<ProfileVersion> latest(String name);

    Optional<ProfileVersion> find(String name, int version);

    /** All versions of one profile, newest first. */
    List<ProfileVersion> versions(String name);

    void add(ProfileVersion version);
}
