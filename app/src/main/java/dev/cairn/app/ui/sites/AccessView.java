package dev.cairn.app.ui.sites;

import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.ProblemPane;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.usecase.kubernetes.KubernetesAccess;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;

/** Opens a way to a site's Kubernetes API for kubectl, and says how to use it. FX thread only. */
final class AccessView extends VBox {
    private final AccessModel model;
    private final VBox body = new VBox(8);

    AccessView(AccessModel model) {
        super(8);
        this.model = model;
        setId("site-access");
        Label title = new Label(Texts.text("sites.access.title"));
        title.getStyleClass().add("section-title");
        getChildren().addAll(title, body);
        model.look();
        Subscription shown =
                model.stateProperty().subscribe(state -> body.getChildren().setAll(nodes(state)));
        // The model outlives the drawer.
        sceneProperty().subscribe((before, now) -> {
            if (before != null && now == null) {
                shown.unsubscribe();
            }
        });
    }

    private List<Node> nodes(AccessModel.State state) {
        return switch (state) {
            case AccessModel.State.Closed closed -> List.of(words(Texts.text("sites.access.means")), opener());
            case AccessModel.State.Opening opening -> List.of(words(Texts.text("sites.access.opening")));
            case AccessModel.State.Failed(var problem) -> List.of(new ProblemPane(problem), opener());
            case AccessModel.State.Open(KubernetesAccess access) ->
                List.of(
                        words(Texts.text("sites.access.open", access.node(), access.port())),
                        command(access),
                        words(Texts.text("sites.access.key")),
                        new HBox(Buttons.plain(
                                "site-access-close", Texts.text("sites.access.close"), Icon.CLOSE, model::close)));
        };
    }

    private Node opener() {
        return new HBox(
                Buttons.plain("site-access-open", Texts.text("sites.access.word"), Icon.KUBERNETES, model::open));
    }

    /** To be copied as it is; double quotes hold a path together in every system's shell. */
    private static TextField command(KubernetesAccess access) {
        TextField field = new TextField("kubectl --kubeconfig \"" + access.kubeconfig() + "\" get nodes");
        field.setId("site-access-command");
        field.setEditable(false);
        field.setAccessibleText(Texts.text("sites.access.command"));
        field.getStyleClass().add("digest");
        return field;
    }

    private static Label words(String text) {
        Label words = new Label(text);
        words.setWrapText(true);
        words.setMinHeight(USE_PREF_SIZE);
        words.getStyleClass().add("muted");
        return words;
    }
}
