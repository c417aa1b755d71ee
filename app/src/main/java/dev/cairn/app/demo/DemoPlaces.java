package dev.cairn.app.demo;

import dev.cairn.app.domain.fleet.Coordinates;
import dev.cairn.app.usecase.fleet.NewSite;
import java.util.List;
import java.util.Map;

/** The sites of the demo's fleet: places that exist on no map of anybody's. */
final class DemoPlaces {
    private static final List<Place> PLACES = List.of(
            new Place("Hilltop clinic", "North track, first house", 46.54, 8.13),
            new Place("Harbour office", "Pier 4", 54.18, 7.89),
            new Place("Quarry gate", "Weighbridge", 47.39, 11.77),
            new Place("Lighthouse", "South point", 58.05, 6.57),
            new Place("Alpine hut", "Glacier path", 45.93, 7.87),
            new Place("Ferry landing", "Ramp 2", 62.47, 6.15));

    private DemoPlaces() {}

    /** The site number {@code index}, from 0; past the list the names get numbers. */
    static NewSite site(int index) {
        Place place = PLACES.get(index % PLACES.size());
        int round = index / PLACES.size();
        String name = round == 0 ? place.name : place.name + " " + (round + 1);
        return new NewSite(
                name,
                place.address,
                new Coordinates(place.latitude, place.longitude),
                Map.of("fleet", "demo"),
                List.of(),
                "Sun 02:00-04:00");
    }

    private record Place(String name, String address, double latitude, double longitude) {}
}
