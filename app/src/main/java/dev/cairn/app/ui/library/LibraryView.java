package dev.cairn.app.ui.library;

import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.ui.bake.BakeDialog;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.Columns;
import dev.cairn.app.ui.control.DigestLabel;
import dev.cairn.app.ui.control.EmptyState;
import dev.cairn.app.ui.control.LoadablePane;
import dev.cairn.app.ui.control.ScreenHead;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.port.FileChoosing;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.usecase.library.ImportRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import javafx.collections.ObservableList;
import javafx.scene.Node;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Builds the library screen: three tabs, from what comes in to what goes out. FX thread only. */
final class LibraryView extends VBox {
    private final LibraryViewModel model;
    private final FileChoosing files;
    private final Desk desk;

    LibraryView(LibraryViewModel model, BakeDialog bake, FileChoosing files, Desk desk) {
        this.model = model;
        this.files = files;
        this.desk = desk;
        setId("library");
        getStyleClass().add("screen");
        ScreenHead head = new ScreenHead(
                Texts.text("library.title"),
                Buttons.main("library-import", Texts.text("library.import"), Icon.IMPORT, this::bringIn));
        TabPane tabs = new TabPane(
                tab("artifacts", Texts.text("library.tab.artifacts"), artifacts()),
                tab("releases", Texts.text("library.tab.releases"), releases(bake)),
                tab("images", Texts.text("library.tab.images"), images()));
        tabs.setId("library-tabs");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        LoadablePane<List<Artifact>> pane = new LoadablePane<>(model.stateProperty(), tabs, this::empty);
        VBox.setVgrow(pane, Priority.ALWAYS);
        getChildren().addAll(head, pane);
        model.stateProperty().subscribe(state -> {
            if (state instanceof Loadable.Ready<List<Artifact>> ready) {
                long bytes = ready.value().stream().mapToLong(Artifact::bytes).sum();
                head.fact().setText(Texts.count("library.count", ready.value().size()) + " · " + Numbers.bytes(bytes));
            }
        });
    }

    private void bringIn() {
        List<Path> chosen = files.choose(Texts.text("library.import"));
        bringIn(chosen.stream().map(ImportRequest::of).toList());
    }

    private void bringIn(List<ImportRequest> requests) {
        model.bringIn(requests, unclear -> desk.dialog(new KindDialog(unclear, this::bringIn, desk)), desk::problem);
    }

    private Node empty() {
        return new EmptyState(
                Icon.LIBRARY,
                Texts.text("library.empty.title"),
                Texts.text("library.empty.words"),
                Buttons.main("library-import-first", Texts.text("library.import"), Icon.IMPORT, this::bringIn));
    }

    private static Tab tab(String id, String title, Node content) {
        Tab tab = new Tab(title, content);
        tab.setId("library-" + id);
        return tab;
    }

    private TableView<Artifact> artifacts() {
        return table(
                "artifacts-table",
                model.artifacts(),
                new EmptyState(Icon.LIBRARY, Texts.text("library.empty.title"), Texts.text("library.empty.words")),
                List.of(
                        Columns.text(Texts.text("library.column.name"), 240, Artifact::name),
                        Columns.text(Texts.text("library.column.kind"), 120, row -> Texts.word(row.kind())),
                        Columns.text(Texts.text("library.column.size"), 90, row -> Numbers.bytes(row.bytes())),
                        Columns.node(
                                Texts.text("library.column.digest"),
                                130,
                                row -> new DigestLabel(row.digest().hex())),
                        Columns.text(Texts.text("library.column.imported"), 150, row -> Times.stamp(row.importedAt())),
                        Columns.text(Texts.text("library.column.details"), 240, LibraryView::details)));
    }

    private TableView<Release> releases(BakeDialog bake) {
        return table(
                "releases-table",
                model.releases(),
                new EmptyState(
                        Icon.ROLLOUTS,
                        Texts.text("library.no-releases.title"),
                        Texts.text("library.no-releases.words"),
                        Buttons.plain(
                                "releases-to-profiles",
                                Texts.text("library.no-releases.action"),
                                Icon.PROFILES,
                                () -> desk.goTo(Place.PROFILES))),
                List.of(
                        Columns.text(Texts.text("library.column.release"), 180, Release::label),
                        Columns.node(
                                Texts.text("library.column.digest"),
                                130,
                                row -> new DigestLabel(row.digest().hex())),
                        Columns.text(
                                Texts.text("library.column.layers"),
                                70,
                                row -> String.valueOf(row.layers().size())),
                        Columns.text(Texts.text("library.column.size"), 90, row -> Numbers.bytes(row.bytes())),
                        Columns.text(Texts.text("library.column.created"), 150, row -> Times.stamp(row.createdAt())),
                        Columns.node(
                                "",
                                140,
                                row -> Buttons.link(
                                        "release-bake", Texts.text("library.bake"), () -> bake.open(row, desk)))));
    }

    private TableView<Image> images() {
        return table(
                "images-table",
                model.images(),
                new EmptyState(Icon.DISK, Texts.text("library.no-images.title"), Texts.text("library.no-images.words")),
                List.of(
                        Columns.text(
                                Texts.text("library.column.file"),
                                240,
                                row -> String.valueOf(row.path().getFileName())),
                        Columns.text(Texts.text("library.column.release"), 140, model::releaseLabel),
                        Columns.text(Texts.text("library.column.size"), 90, row -> Numbers.bytes(row.bytes())),
                        Columns.node(
                                Texts.text("library.column.digest"),
                                130,
                                row -> new DigestLabel(row.sha256().hex())),
                        Columns.text(Texts.text("library.column.baked"), 150, row -> Times.stamp(row.bakedAt())),
                        Columns.node("", 240, this::imageActions)));
    }

    private Node imageActions(Image image) {
        return new HBox(
                Buttons.link("image-verify", Texts.text("library.verify"), () -> model.verify(image, desk::problem)),
                Buttons.link("image-write", Texts.text("library.write"), () -> desk.goTo(Place.DRIVES, image.id())));
    }

    private static String details(Artifact artifact) {
        return artifact.details().entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .sorted()
                .collect(Collectors.joining(" · "));
    }

    private static <T> TableView<T> table(
            String id, ObservableList<T> rows, Node placeholder, List<TableColumn<T, ?>> columns) {
        TableView<T> table = new TableView<>(rows);
        table.setId(id);
        table.setPlaceholder(placeholder);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns().setAll(columns);
        return table;
    }
}
