package dev.cairn.app.ui.frame;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the command palette knows: all items, the query, and the best matches in order. FX thread only. */
final class PaletteViewModel {
    static final int SHOWN = 12;

    private final StringProperty query = new SimpleStringProperty("");
    private final ObservableList<PaletteItem> matches = FXCollections.observableArrayList();
    private List<PaletteItem> all = List.of();

    PaletteViewModel() {
        query.subscribe(this::search);
    }

    void offer(List<PaletteItem> items) {
        all = List.copyOf(items);
        search();
    }

    StringProperty queryProperty() {
        return query;
    }

    ObservableList<PaletteItem> matches() {
        return matches;
    }

    private void search() {
        String[] words = query.get().strip().toLowerCase(Locale.ROOT).split("\\s+");
        record Scored(PaletteItem item, int score) {}
        List<Scored> found = new ArrayList<>();
        for (PaletteItem item : all) {
            int score = score(item, words);
            if (score >= 0) {
                found.add(new Scored(item, score));
            }
        }
        found.sort(Comparator.comparingInt(Scored::score));
        matches.setAll(found.stream().limit(SHOWN).map(Scored::item).toList());
    }

    /** Lower is better, -1 is no match: every word must occur; the label's beginning counts most. */
    private static int score(PaletteItem item, String[] words) {
        String label = item.label().toLowerCase(Locale.ROOT);
        String rest = (item.kind() + " " + item.detail()).toLowerCase(Locale.ROOT);
        int score = 0;
        for (String word : words) {
            int at = label.indexOf(word);
            if (at >= 0) {
                score += at == 0 ? 0 : label.charAt(at - 1) == ' ' ? 1 : 2;
            } else if (rest.contains(word)) {
                score += 4;
            } else {
                return -1;
            }
        }
        return score;
    }
}
