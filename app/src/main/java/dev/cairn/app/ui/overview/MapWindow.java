package dev.cairn.app.ui.overview;

import dev.cairn.app.domain.fleet.Coordinates;
import java.util.List;

/**
 * The part of the earth that a map shows, equirectangular, with degrees of longitude shrunk by the cosine of the middle latitude. Never
 * closer than the coarse outlines allow. Pure.
 */
record MapWindow(double middleLongitude, double middleLatitude, double pixelsPerDegree, double width, double height) {
    private static final double CLOSEST_DEGREES = 8;
    private static final double MARGIN = 1.25;

    /** The window that holds all places. */
    static MapWindow around(List<Coordinates> places, double width, double height) {
        double west = 180;
        double east = -180;
        double south = 90;
        double north = -90;
        for (Coordinates place : places) {
            west = Math.min(west, place.longitude());
            east = Math.max(east, place.longitude());
            south = Math.min(south, place.latitude());
            north = Math.max(north, place.latitude());
        }
        if (places.isEmpty()) {
            west = -170;
            east = 190;
            south = -58;
            north = 82;
        }
        double latitude = (south + north) / 2;
        double squeeze = Math.cos(Math.toRadians(latitude));
        double wide = Math.max((east - west) * squeeze * MARGIN, CLOSEST_DEGREES);
        double high = Math.max((north - south) * MARGIN, CLOSEST_DEGREES);
        double scale = Math.min(width / wide, height / high);
        return new MapWindow((west + east) / 2, latitude, scale, width, height);
    }

    double x(double longitude) {
        return width / 2 + (longitude - middleLongitude) * Math.cos(Math.toRadians(middleLatitude)) * pixelsPerDegree;
    }

    double y(double latitude) {
        return height / 2 - (latitude - middleLatitude) * pixelsPerDegree;
    }
}
