package dev.cairn.app.domain.order;

import dev.cairn.app.domain.fleet.SiteId;
import java.util.List;
import java.util.Optional;

/** Keeps issued orders. */
public interface OrderRepository {
    Optional<SiteOrder> latest(SiteId site);

    /** All orders of a site, newest first. */
    List<SiteOrder> ofSite(SiteId site);

    void add(SiteOrder order);
}
