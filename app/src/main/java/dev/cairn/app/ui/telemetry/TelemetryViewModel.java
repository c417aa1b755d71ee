package dev.cairn.app.ui.telemetry;

import dev.cairn.app.domain.activity.ActivityEntry;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.telemetry.LogEntry;
import dev.cairn.app.domain.telemetry.LogQuery;
import dev.cairn.app.domain.telemetry.TelemetrySample;
import dev.cairn.app.ui.activity.ActivityWords;
import dev.cairn.app.ui.chart.Blank;
import dev.cairn.app.ui.chart.Mark;
import dev.cairn.app.ui.chart.Rates;
import dev.cairn.app.ui.chart.Series;
import dev.cairn.app.ui.chart.TimeRange;
import dev.cairn.app.ui.chart.Unit;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.Refresher;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.fleet.ListActivity;
import dev.cairn.app.usecase.fleet.ListNodes;
import dev.cairn.app.usecase.telemetry.QueryLogs;
import dev.cairn.app.usecase.telemetry.QueryTelemetry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the telemetry screen knows: the chosen node, its series in the time shown, its log. FX thread only. */
final class TelemetryViewModel {
    /** One chart: a series with its gaps and marks. */
    record Chart(Series series, Unit unit, List<Blank> blanks, List<Mark> marks) {}

    private record Content(
            List<Node> nodes, @Nullable Node node, TimeRange range, List<Chart> charts, List<LogEntry> logs) {}

    private record Question(@Nullable Node node, TimeRange range, boolean find, String words, int priority) {}

    private static final int LOG_LINES = 2000;
    private static final Duration LOOK_BACK = Duration.ofDays(60);
    private static final int HISTORY_SEARCHED = 2000;

    private final ReadOnlyObjectWrapper<Loadable<List<Chart>>> state =
            new ReadOnlyObjectWrapper<>(new Loadable.Loading<>());
    private final ObservableList<Node> nodes = FXCollections.observableArrayList();
    private final ObservableList<LogEntry> logs = FXCollections.observableArrayList();
    private final SimpleObjectProperty<@Nullable Node> node = new SimpleObjectProperty<>();
    private final ObjectProperty<TimeRange> range;
    private final StringProperty words = new SimpleStringProperty("");
    private final ObjectProperty<Integer> priority = new SimpleObjectProperty<>(7);
    private final ListNodes listNodes;
    private final ListActivity activity;
    private final QueryTelemetry telemetry;
    private final QueryLogs queryLogs;
    private final InstantSource clock;
    private final Refresher<Content> refresher;
    private boolean findData = true;
    private volatile @Nullable String wanted;
    private volatile Question question;

    TelemetryViewModel(
            ListNodes listNodes,
            ListActivity activity,
            QueryTelemetry telemetry,
            QueryLogs queryLogs,
            InstantSource clock,
            UiWork work) {
        this.listNodes = listNodes;
        this.activity = activity;
        this.telemetry = telemetry;
        this.queryLogs = queryLogs;
        this.clock = clock;
        range = new SimpleObjectProperty<>(TimeRange.before(clock.instant(), Duration.ofHours(1)));
        question = new Question(null, range.get(), true, "", 7);
        refresher = new Refresher<>(
                work, "telemetry", this::load, this::loaded, problem -> state.set(new Loadable.Failed<>(problem)));
        node.subscribe(() -> {
            findData = true;
            refresh();
        });
        range.subscribe(this::refresh);
        words.subscribe(this::refresh);
        priority.subscribe(this::refresh);
    }

    /** Empty means that no node has sent any telemetry. */
    ReadOnlyObjectProperty<Loadable<List<Chart>>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ObservableList<Node> nodes() {
        return nodes;
    }

    SimpleObjectProperty<@Nullable Node> nodeProperty() {
        return node;
    }

    ObjectProperty<TimeRange> rangeProperty() {
        return range;
    }

    ObservableList<LogEntry> logs() {
        return logs;
    }

    StringProperty wordsProperty() {
        return words;
    }

    /** Least important syslog severity that is shown. */
    ObjectProperty<Integer> priorityProperty() {
        return priority;
    }

    void refresh() {
        question = new Question(node.get(), range.get(), findData, words.get(), priority.get());
        refresher.refresh();
    }

    /** Shows the last time of this length that ends now. */
    void last(Duration length) {
        range.set(TimeRange.before(clock.instant(), length));
    }

    void choose(String id) {
        nodes.stream()
                .filter(known -> known.id().value().equals(id))
                .findFirst()
                .ifPresent(node::set);
        if (nodes.isEmpty()) {
            wanted = id;
        }
    }

    private Content load() {
        Question asked = question;
        List<Node> known = listNodes.all();
        Node subject = asked.node() != null ? asked.node() : firstWithData(known);
        if (subject == null) {
            return new Content(known, null, asked.range(), List.of(), List.of());
        }
        NodeId id = subject.id();
        List<String> names = telemetry.series(id).stream()
                .sorted(Comparator.comparingInt(SeriesWords::order).thenComparing(name -> name))
                .toList();
        TimeRange shown =
                asked.find() && !names.isEmpty() ? withData(id, names.getFirst(), asked.range()) : asked.range();
        List<Chart> charts = new ArrayList<>();
        List<Mark> marks = marks(subject);
        for (String name : names) {
            charts.add(chart(id, name, shown, marks));
        }
        List<LogEntry> lines =
                queryLogs.run(new LogQuery(id, asked.words(), asked.priority(), shown.from(), shown.to(), LOG_LINES));
        return new Content(known, subject, shown, charts, lines);
    }

    private @Nullable Node firstWithData(List<Node> known) {
        String id = wanted;
        return known.stream()
                .filter(candidate -> id == null || candidate.id().value().equals(id))
                .filter(candidate ->
                        id != null || !telemetry.series(candidate.id()).isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** The asked range, or the same length where the newest data is when the asked one holds none. */
    private TimeRange withData(NodeId id, String name, TimeRange asked) {
        if (!telemetry.samples(id, name, asked.from(), asked.to()).isEmpty()) {
            return asked;
        }
        Instant now = clock.instant();
        List<TelemetrySample> older = telemetry.samples(id, name, now.minus(LOOK_BACK), now.plusSeconds(60));
        return older.isEmpty() ? asked : TimeRange.before(older.getLast().at().plusSeconds(30), asked.length());
    }

    private Chart chart(NodeId id, String name, TimeRange shown, List<Mark> marks) {
        // one length more on each side, so that panning shows lines at once
        List<TelemetrySample> samples = telemetry.samples(
                id, name, shown.panned(-1).from(), shown.panned(1).to());
        long[] times = new long[samples.size()];
        double[] values = new double[samples.size()];
        for (int i = 0; i < samples.size(); i++) {
            times[i] = samples.get(i).at().toEpochMilli();
            values[i] = samples.get(i).value();
        }
        Series told = new Series(name, times, values);
        Series series = SeriesWords.isCounter(name) ? Rates.of(name, told) : told;
        List<Blank> blanks = new ArrayList<>();
        telemetry
                .gaps(id, shown.panned(-1).from(), shown.panned(1).to())
                .forEach(gap -> blanks.add(new Blank(gap.from(), gap.to(), gap.reason())));
        List<Blank> reported = List.copyOf(blanks);
        Blank.within(series, Texts.text("telemetry.no-samples")).stream()
                .filter(blank -> reported.stream().noneMatch(blank::touches))
                .forEach(blanks::add);
        Unit unit = SeriesWords.isCounter(name) ? Unit.BYTES_PER_SECOND : Unit.ofSeries(name);
        return new Chart(series, unit, blanks, marks);
    }

    private List<Mark> marks(Node subject) {
        return activity.latest(HISTORY_SEARCHED).stream()
                .filter(entry ->
                        entry.action().contains("update") || entry.action().contains("reboot"))
                .filter(entry -> belongs(entry, subject))
                .map(entry -> new Mark(entry.at(), ActivityWords.sentence(entry)))
                .toList();
    }

    private static boolean belongs(ActivityEntry entry, Node subject) {
        return subject.id().value().equals(entry.details().get("node"))
                || entry.subject().equals(subject.label());
    }

    private void loaded(Content content) {
        if (!nodes.stream()
                .map(Node::id)
                .toList()
                .equals(content.nodes().stream().map(Node::id).toList())) {
            nodes.setAll(content.nodes());
        }
        Node subject = content.node();
        Node before = node.get();
        if (subject != null && (before == null || !before.id().equals(subject.id()))) {
            wanted = null;
            node.set(subject);
            return;
        }
        if (findData && !content.charts().isEmpty()) {
            findData = false;
            range.set(content.range());
        }
        if (!logs.equals(content.logs())) {
            logs.setAll(content.logs());
        }
        state.set(
                content.charts().isEmpty()
                                && content.logs().isEmpty()
                                && words.get().isBlank()
                        ? new Loadable.Empty<>()
                        : new Loadable.Ready<>(content.charts()));
    }
}
