package dev.cairn.app.ui.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.ui.theme.Icon;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteViewModelTest {
    private final PaletteViewModel model = new PaletteViewModel();

    @Test
    void theBeginningOfALabelCountsMost() {
        model.offer(List.of(item("site", "North harbour"), item("site", "Harbour"), item("node", "x")));
        model.queryProperty().set("harb");
        assertThat(model.matches()).extracting(PaletteItem::label).containsExactly("Harbour", "North harbour");
    }

    @Test
    void everyWordMustOccur() {
        model.offer(List.of(item("site", "North harbour"), item("node", "North")));
        model.queryProperty().set("north site");
        assertThat(model.matches()).extracting(PaletteItem::label).containsExactly("North harbour");
    }

    @Test
    void showsAFewOfMany() {
        model.offer(java.util.stream.IntStream.range(0, 500)
                .mapToObj(i -> item("node", "n" + i))
                .toList());
        assertThat(model.matches()).hasSize(PaletteViewModel.SHOWN);
    }

    private static PaletteItem item(String kind, String label) {
        return new PaletteItem(Icon.SITES, kind, label, "", () -> {});
    }
}
