package dev.cairn.app.ui.overview;

import dev.cairn.app.domain.fleet.Coordinates;
import dev.cairn.app.ui.chart.Inks;
import dev.cairn.app.ui.control.Looks;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.usecase.fleet.SiteSummary;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** The map that needs no network: outlines of land, sites as dots by state, near ones as one dot with a number. FX thread only. */
final class SiteMap extends Region {
    private static final double CLUSTER_PIXELS = 18;

    private final Canvas canvas = new Canvas();
    private final Inks inks = new Inks(
            this::requestLayout,
            "map-land",
            "map-line",
            "map-text",
            "map-ground",
            "map-healthy",
            "map-attention",
            "map-broken",
            "map-offline",
            "map-info");
    private final List<LandOutlines.Ring> land = LandOutlines.read();
    private List<SiteSummary> sites = List.of();
    private Instant now = Instant.EPOCH;

    SiteMap() {
        setId("overview-map");
        getStyleClass().add("map");
        setMinWidth(200);
        getChildren().addAll(inks, canvas);
    }

    void show(List<SiteSummary> all, Instant at) {
        now = at;
        sites = all.stream().filter(site -> site.site().coordinates() != null).toList();
        setAccessibleText(Texts.text("overview.map.accessible", sites.size()));
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(Math.max(1, getWidth()));
        canvas.setHeight(Math.max(1, getHeight()));
        MapWindow window =
                MapWindow.around(sites.stream().map(SiteMap::place).toList(), canvas.getWidth(), canvas.getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.setFill(inks.of("map-land"));
        g.setStroke(inks.of("map-line"));
        land.forEach(ring -> draw(g, window, ring));
        g.setFont(Font.font(11));
        clusters(window).values().forEach(cluster -> draw(g, window, cluster));
        g.setFill(inks.of("map-text"));
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(
                sites.isEmpty() ? Texts.text("overview.map.none") : Texts.text("overview.map.source"),
                8,
                canvas.getHeight() - 8);
    }

    private static Coordinates place(SiteSummary site) {
        return Objects.requireNonNull(site.site().coordinates());
    }

    private Map<String, List<SiteSummary>> clusters(MapWindow window) {
        Map<String, List<SiteSummary>> clusters = new LinkedHashMap<>();
        for (SiteSummary site : sites) {
            long column = Math.round(window.x(place(site).longitude()) / CLUSTER_PIXELS);
            long row = Math.round(window.y(place(site).latitude()) / CLUSTER_PIXELS);
            clusters.computeIfAbsent(column + "/" + row, key -> new java.util.ArrayList<>())
                    .add(site);
        }
        return clusters;
    }

    private static void draw(GraphicsContext g, MapWindow window, LandOutlines.Ring ring) {
        int count = ring.longitudes().length;
        double[] xs = new double[count];
        double[] ys = new double[count];
        for (int i = 0; i < count; i++) {
            xs[i] = window.x(ring.longitudes()[i]);
            ys[i] = window.y(ring.latitudes()[i]);
        }
        g.fillPolygon(xs, ys, count);
        g.strokePolygon(xs, ys, count);
    }

    private void draw(GraphicsContext g, MapWindow window, List<SiteSummary> cluster) {
        double x = cluster.stream()
                .mapToDouble(site -> window.x(place(site).longitude()))
                .average()
                .orElseThrow();
        double y = cluster.stream()
                .mapToDouble(site -> window.y(place(site).latitude()))
                .average()
                .orElseThrow();
        double radius = cluster.size() == 1 ? 5 : Math.min(14, 7 + Math.sqrt(cluster.size()));
        g.setFill(inks.of("map-ground"));
        g.fillOval(x - radius - 2, y - radius - 2, 2 * radius + 4, 2 * radius + 4);
        g.setFill(inks.of("map-" + tone(cluster).name().toLowerCase(Locale.ROOT)));
        g.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        if (cluster.size() > 1) {
            g.setFill(inks.of("map-ground"));
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText(String.valueOf(cluster.size()), x, y + 4);
        }
    }

    /** A cluster shows the state that needs most attention. */
    private StateLook.Tone tone(List<SiteSummary> cluster) {
        List<StateLook.Tone> order = List.of(
                StateLook.Tone.BROKEN,
                StateLook.Tone.ATTENTION,
                StateLook.Tone.INFO,
                StateLook.Tone.HEALTHY,
                StateLook.Tone.OFFLINE);
        return cluster.stream()
                .map(site -> Looks.ofSite(site.nodes(), site.unhealthy(), site.lastSeen(), now)
                        .tone())
                .min(java.util.Comparator.comparingInt(order::indexOf))
                .orElse(StateLook.Tone.OFFLINE);
    }
}
