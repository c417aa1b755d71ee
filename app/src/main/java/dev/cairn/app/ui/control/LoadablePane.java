package dev.cairn.app.ui.control;

import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.work.Loadable;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Shows one of four: loading, the empty state, the problem, or the content. FX thread only. */
public final class LoadablePane<T> extends StackPane {
    /** {@code empty} is asked each time it is needed; {@code content} fills itself from the view model. */
    public LoadablePane(ObservableValue<Loadable<T>> state, Node content, Supplier<Node> empty) {
        getStyleClass().add("loadable");
        state.subscribe(now -> {
            boolean stays = now instanceof Loadable.Ready<T> && getChildren().contains(content);
            if (!stays) {
                getChildren().setAll(nodeFor(now, content, empty));
            }
        });
    }

    private Node nodeFor(Loadable<T> now, Node content, Supplier<Node> empty) {
        return switch (now) {
            case Loadable.Loading<T> loading -> {
                Label words = new Label(Texts.text("loading"));
                words.getStyleClass().add("muted");
                yield words;
            }
            case Loadable.Empty<T> nothing -> empty.get();
            case Loadable.Failed<T> failed -> {
                ProblemPane problem = new ProblemPane(failed.problem());
                problem.setMaxSize(560, USE_PREF_SIZE);
                yield new VBox(problem);
            }
            case Loadable.Ready<T> ready -> content;
        };
    }
}
