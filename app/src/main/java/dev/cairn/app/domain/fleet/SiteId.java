package dev.cairn.app.domain.fleet;

/** The id of a site (UUID version 7). */
public record SiteId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
