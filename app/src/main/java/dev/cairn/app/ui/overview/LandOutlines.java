package dev.cairn.app.ui.overview;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Coarse outlines of land for the offline map: Natural Earth 1:110m, public domain. Immutable. */
final class LandOutlines {
    private LandOutlines() {}

    /** One ring: longitudes and latitudes in degrees. */
    record Ring(double[] longitudes, double[] latitudes) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }

        @Override
        public String toString() {
            return "Ring[" + longitudes.length + " points]";
        }
    }

    /** Reads all rings from {@code resources/icons/land.txt}. */
    static List<Ring> read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LandOutlines.class.getResourceAsStream("/dev/cairn/resources/icons/land.txt")),
                StandardCharsets.US_ASCII))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(LandOutlines::ring)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ring ring(String line) {
        String[] points = line.split(" ");
        double[] longitudes = new double[points.length];
        double[] latitudes = new double[points.length];
        for (int i = 0; i < points.length; i++) {
            int comma = points[i].indexOf(',');
            longitudes[i] = Double.parseDouble(points[i].substring(0, comma));
            latitudes[i] = Double.parseDouble(points[i].substring(comma + 1));
        }
        return new Ring(longitudes, latitudes);
    }
}
