package dev.cairn.app.ui.nodes;

import dev.cairn.app.ui.control.ProgressWords;
import dev.cairn.app.usecase.job.JobPart;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What a job of this laptop does to the node now, and how far it is; takes no room while there is none. FX thread only. */
final class NodeJobView extends VBox {
    private final Label title = new Label();
    private final ProgressBar bar = new ProgressBar();
    private final Label words = new Label();

    NodeJobView() {
        super(4);
        setId("node-job");
        title.getStyleClass().add("strong");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setId("node-job-progress");
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.getStyleClass().add("muted");
        words.setId("node-job-words");
        getStyleClass().add("card");
        getChildren().addAll(title, bar, words);
        show(null, "");
    }

    /** {@code label} of the node, which jobs put before what they do. */
    void show(NodeJobs.@Nullable Running running, String label) {
        setVisible(running != null);
        setManaged(running != null);
        if (running != null) {
            JobPart part = running.part();
            title.setText(running.title());
            bar.setProgress(part.fraction());
            words.setText(ProgressWords.of(part).replace(label + ": ", ""));
        }
    }
}
