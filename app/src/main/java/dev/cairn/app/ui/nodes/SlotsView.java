package dev.cairn.app.ui.nodes;

import dev.cairn.app.domain.fleet.NodeReport;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import java.util.Locale;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The two slots of a node: which one runs, and whether it is still on trial. FX thread only. */
final class SlotsView extends HBox {
    SlotsView(NodeReport report, String running) {
        super(8);
        setId("slots");
        for (String slot : new String[] {"a", "b"}) {
            VBox box = slot(slot, report, running);
            HBox.setHgrow(box, Priority.ALWAYS);
            getChildren().add(box);
        }
    }

    private static VBox slot(String slot, NodeReport report, String running) {
        boolean runs = report.slot().equals(slot);
        Label name = new Label(Texts.text("nodes.slot", slot.toUpperCase(Locale.ROOT)));
        name.getStyleClass().add("strong");
        Label what = new Label(runs ? running : Texts.text("nodes.slot.unknown"));
        what.getStyleClass().add("muted");
        StateLook look = !runs
                ? new StateLook(Tone.OFFLINE, Icon.WAITING, Texts.text("nodes.slot.idle"))
                : report.trial()
                        ? new StateLook(Tone.INFO, Icon.BUSY, Texts.text("nodes.slot.trial"))
                        : new StateLook(Tone.HEALTHY, Icon.HEALTHY, Texts.text("nodes.slot.running"));
        VBox box = new VBox(name, what, new StateBadge(look));
        what.setWrapText(true);
        what.setMinHeight(USE_PREF_SIZE);
        box.getStyleClass().add("card");
        box.setPrefWidth(170);
        box.setMinWidth(0);
        return box;
    }
}
