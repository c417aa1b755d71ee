package dev.cairn.app.domain.fleet;

import java.util.List;
import java.util.Optional;

/** Keeps sites. Names are unique without regard to case. */
public interface SiteRepository {
    Optional<Site> find(SiteId id);

    Optional<Site> findByName(String name);

    /** All sites by name. */
    List<Site> all();

    void save(Site site);
}
