package dev.cairn.app.usecase.fleet;

import dev.cairn.app.domain.fleet.Coordinates;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known of a site that is to be added. */
public record NewSite(
        String name,
        String address,
        @Nullable Coordinates coordinates,
        Map<String, String> labels,
        List<String> reach,
        @Nullable String maintenanceWindow) {
    public NewSite {
        labels = Map.copyOf(labels);
        reach = List.copyOf(reach);
    }

    /** A site of which only the name is known. */
    public static NewSite named(String name) {
        return new NewSite(name, "", null, Map.of(), List.of(), null);
    }
}
