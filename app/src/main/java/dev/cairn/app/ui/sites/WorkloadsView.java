package dev.cairn.app.ui.sites;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.kubernetes.WorkloadsLook;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.ProblemPane;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.work.Loadable;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What runs at a site, as old as the look at it, with the way to look again. FX thread only. */
final class WorkloadsView extends VBox {
    private final WorkloadsModel model;
    private final VBox failure = new VBox();
    private final VBox body = new VBox(8);

    WorkloadsView(WorkloadsModel model) {
        super(8);
        this.model = model;
        setId("site-workloads");
        Label title = new Label(Texts.text("sites.workloads.title"));
        title.getStyleClass().add("section-title");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        Label busy = new Label(Texts.text("sites.workloads.looking"));
        busy.setId("site-looking");
        busy.getStyleClass().addAll("muted", "small");
        busy.visibleProperty().bind(model.lookingProperty());
        Button look = Buttons.plain("site-look", Texts.text("sites.workloads.look"), Icon.REFRESH, model::look);
        look.disableProperty().bind(model.lookingProperty());
        HBox head = new HBox(8, title, gap, busy, look);
        head.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(head, failure, body);
        model.stateProperty().subscribe(this::show);
        model.failureProperty().subscribe(this::showFailure);
    }

    private void show(Loadable<WorkloadsLook> state) {
        body.getChildren()
                .setAll(
                        switch (state) {
                            case Loadable.Loading<WorkloadsLook> loading -> words("loading");
                            case Loadable.Empty<WorkloadsLook> none -> words("sites.workloads.never");
                            case Loadable.Failed<WorkloadsLook> failed -> new ProblemPane(failed.problem());
                            case Loadable.Ready<WorkloadsLook> ready -> new LookView(ready.value(), model.now());
                        });
    }

    /** {@code problem} is null while the newest look did not fail. */
    private void showFailure(@org.jspecify.annotations.Nullable Problem problem) {
        failure.getChildren().clear();
        if (problem != null) {
            failure.getChildren().addAll(new ProblemPane(problem), words("sites.workloads.older"));
        }
    }

    private static Label words(String key) {
        Label words = new Label(Texts.text(key));
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.getStyleClass().add("muted");
        return words;
    }
}
