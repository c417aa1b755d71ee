package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.domain.fleet.SlotContent;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import java.util.Locale;
import java.util.function.UnaryOperator;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The two slots of a node: which one runs, and whether it is still on trial. FX thread only. */
final class SlotsView extends HBox {
    /** {@code held} names what a slot holds; empty for nothing. */
    SlotsView(NodeReport report, UnaryOperator<String> held) {
        super(8);
        setId("slots");
        for (String slot : new String[] {"a", "b"}) {
            VBox box = slot(slot, report, held.apply(slot));
            HBox.setHgrow(box, Priority.ALWAYS);
            getChildren().add(box);
        }
    }

    private static VBox slot(String slot, NodeReport report, String held) {
        boolean runs = report.slot().equals(slot);
        Label name = new Label(Texts.text("nodes.slot", slot.toUpperCase(Locale.ROOT)));
        name.getStyleClass().add("strong");
        String told = report.contentOf(slot).map(SlotContent::state).orElse("");
        Label what = new Label(held.isEmpty() ? Texts.text(unnamed(told)) : held);
        what.getStyleClass().add("muted");
        StateLook look = runs ? running(report) : idle(told);
        VBox box = new VBox(name, what, new StateBadge(look));
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        box.getStyleClass().add("card");
        box.setPrefWidth(170);
        box.setMinWidth(0);
        return box;
    }

    private static StateLook running(NodeReport report) {
        return report.trial()
                ? new StateLook(Tone.INFO, Icon.BUSY, Texts.text("nodes.slot.trial"))
                : new StateLook(Tone.HEALTHY, Icon.HEALTHY, Texts.text("nodes.slot.running"));
    }

    private static StateLook idle(String state) {
        return switch (state) {
            case "good" -> new StateLook(Tone.OFFLINE, Icon.UNDO, Texts.text("nodes.slot.good"));
            case "trial" -> new StateLook(Tone.INFO, Icon.BUSY, Texts.text("nodes.slot.armed"));
            case "bad" -> new StateLook(Tone.ATTENTION, Icon.ATTENTION, Texts.text("nodes.slot.bad"));
            case "writing" -> new StateLook(Tone.INFO, Icon.UPDATE, Texts.text("nodes.slot.writing"));
            default -> new StateLook(Tone.OFFLINE, Icon.WAITING, Texts.text("nodes.slot.idle"));
        };
    }

    private static String unnamed(String state) {
        return switch (state) {
            case "empty" -> "nodes.slot.empty";
            case "" -> "nodes.slot.unknown";
            default -> "nodes.slot.unnamed";
        };
    }
}
