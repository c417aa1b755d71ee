package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.ui.control.Buttons;
import dev.cairn.app.ui.control.Columns;
import dev.cairn.app.ui.control.DigestLabel;
import dev.cairn.app.ui.control.EmptyState;
import dev.cairn.app.ui.control.IconButton;
import dev.cairn.app.ui.control.LoadablePane;
import dev.cairn.app.ui.control.ScreenHead;
import dev.cairn.app.ui.control.StateBadge;
import dev.cairn.app.ui.control.StateLook;
import dev.cairn.app.ui.control.StateLook.Tone;
import dev.cairn.app.ui.control.Words;
import dev.cairn.app.ui.frame.Desk;
import dev.cairn.app.ui.frame.Place;
import dev.cairn.app.ui.text.Numbers;
import dev.cairn.app.ui.text.Texts;
import dev.cairn.app.ui.text.Times;
import dev.cairn.app.ui.theme.Icon;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.usecase.flash.FlashStatus;
import java.util.List;
import java.util.Map;
import javafx.collections.ListChangeListener;
import javafx.collections.MapChangeListener;
import javafx.collections.SetChangeListener;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Builds the bench: the image, one card per drive, receipts below. FX thread only. */
final class DrivesView extends VBox {
    private final DrivesViewModel model;
    private final Desk desk;
    private final FlowPane cards = new FlowPane(12, 12);
    private final Button write;

    DrivesView(DrivesViewModel model, FlashModel flash, Desk desk) {
        this.model = model;
        this.desk = desk;
        setId("drives");
        getStyleClass().add("screen");
        ComboBox<Image> image = new ComboBox<>(model.images());
        image.setId("drive-image");
        image.setAccessibleText(Texts.text("drives.image"));
        image.setPromptText(Texts.text("drives.image.none"));
        image.setPrefWidth(390);
        image.setConverter(new Words<>(value -> value.path().getFileName() + "  " + Numbers.bytes(value.bytes())));
        image.valueProperty().bindBidirectional(model.imageProperty());
        write = Buttons.main("drives-write", "", Icon.DRIVES, this::confirm);
        ScreenHead head = new ScreenHead(
                Texts.text("drives.title"),
                new IconButton("drives-refresh", Icon.REFRESH, Texts.text("drives.refresh"), model::refresh),
                image,
                write);
        cards.setRowValignment(VPos.TOP);
        ScrollPane scroll = new ScrollPane(cards);
        scroll.setFitToWidth(true);
        scroll.setMinHeight(236);
        scroll.getStyleClass().add("plain-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        Label title = new Label(Texts.text("drives.receipts"));
        title.getStyleClass().add("section-title");
        VBox content = new VBox(8, scroll, title, receipts());
        LoadablePane<List<Drive>> pane = new LoadablePane<>(model.stateProperty(), content, this::empty);
        VBox.setVgrow(pane, Priority.ALWAYS);
        getChildren().addAll(head, new FlashPane(flash, model.imageProperty(), desk), pane);
        model.stateProperty().subscribe(state -> {
            if (state instanceof Loadable.Ready<List<Drive>> ready) {
                showCards(ready.value(), flash);
                long offered = ready.value().stream()
                        .filter(model::isIn)
                        .filter(Drive::offered)
                        .count();
                head.fact().setText(Texts.count("drives.offered", offered));
            }
            showWrite();
        });
        flash.statusProperty().subscribe((before, now) -> {
            if (!FlashModel.devices(before).equals(FlashModel.devices(now))) {
                model.refresh();
            }
        });
        flash.statusProperty().subscribe(status -> {
            if (status.armed()) {
                showFlash(status, flash);
            } else if (model.stateProperty().get() instanceof Loadable.Ready<List<Drive>> ready) {
                showCards(ready.value(), flash);
            }
            showWrite();
        });
        model.chosen().addListener((SetChangeListener<Object>) change -> {
            showWrites();
            showWrite();
        });
        model.imageProperty().subscribe(now -> showWrite());
        model.writes().addListener((MapChangeListener<Object, Object>) change -> showWrites());
        model.receipts().addListener((ListChangeListener<Object>) change -> showWrites());
        showWrite();
    }

    private void showWrites() {
        cards.getChildren().forEach(card -> {
            if (card instanceof DriveCard drive) {
                drive.showWrite();
            }
        });
    }

    /** While the line is armed its own cards stand here: what is chosen by hand would get in its way. */
    private void showCards(List<Drive> drives, FlashModel flash) {
        if (flash.statusProperty().get().armed()) {
            return;
        }
        forget(List.of());
        cards.getChildren()
                .setAll(drives.stream()
                        .map(drive -> new DriveCard(drive, model))
                        .toList());
    }

    private void showFlash(FlashStatus status, FlashModel flash) {
        List<FlashCard> kept = cards.getChildren().stream()
                .filter(FlashCard.class::isInstance)
                .map(FlashCard.class::cast)
                .filter(card -> status.drives().contains(card.drive()))
                .toList();
        forget(kept);
        cards.getChildren()
                .setAll(status.drives().stream()
                        .map(drive -> kept.stream()
                                .filter(card -> card.drive().equals(drive))
                                .findFirst()
                                .orElseGet(() -> new FlashCard(drive, flash, desk::problem)))
                        .toList());
    }

    private void forget(List<FlashCard> kept) {
        for (Node card : cards.getChildren()) {
            if (card instanceof FlashCard old && !kept.contains(old)) {
                old.close();
            }
        }
    }

    void choose(String imageId) {
        model.images().stream()
                .filter(image -> image.id().equals(imageId))
                .findFirst()
                .ifPresent(model.imageProperty()::set);
    }

    private void showWrite() {
        int count = model.chosen().size();
        write.setText(count == 0 ? Texts.text("drives.write.none") : Texts.count("drives.write", count));
        write.setDisable(count == 0 || model.imageProperty().get() == null);
    }

    private void confirm() {
        Image image = model.imageProperty().get();
        if (image != null) {
            desk.dialog(new ConfirmWrite(model, image, desk));
        }
    }

    private Node empty() {
        return new EmptyState(
                Icon.DRIVES,
                Texts.text("drives.empty.title"),
                Texts.text("drives.empty.words"),
                Buttons.plain("drives-refresh-empty", Texts.text("drives.refresh"), Icon.REFRESH, model::refresh),
                Buttons.plain(
                        "drives-to-library",
                        Texts.text("drives.to-library"),
                        Icon.LIBRARY,
                        () -> desk.goTo(Place.LIBRARY)));
    }

    private TableView<DriveWrite> receipts() {
        TableView<DriveWrite> table = new TableView<>(model.receipts());
        table.setId("receipts-table");
        Label none = new Label(Texts.text("drives.receipts.none"));
        none.getStyleClass().add("muted");
        table.setPlaceholder(none);
        table.setPrefHeight(200);
        table.setMinHeight(120);
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(List.of(
                        Columns.text(Texts.text("drives.column.when"), 140, row -> Times.stamp(row.endedAt())),
                        Columns.text(Texts.text("drives.column.drive"), 200, row -> row.model() + " " + row.serial()),
                        Columns.text(Texts.text("drives.column.device"), 110, DriveWrite::device),
                        Columns.node(Texts.text("drives.column.result"), 150, DrivesView::result),
                        Columns.text(Texts.text("drives.column.size"), 90, row -> Numbers.bytes(row.bytes())),
                        Columns.node(
                                Texts.text("drives.column.digest"),
                                130,
                                row -> new DigestLabel(row.sha256().hex())),
                        Columns.node(Texts.text("drives.column.receipt"), 70, this::receipt)));
        return table;
    }

    /** Drives that failed have no receipt. */
    private Node receipt(DriveWrite row) {
        Node save = new IconButton(
                "receipt-" + row.id(),
                Icon.EXPORT,
                Texts.text("drives.receipt.save"),
                () -> model.save(row, file -> desk.notice(Texts.text("drives.receipt.at", file)), desk::problem));
        save.setVisible(row.problem() == null);
        return save;
    }

    private static StateBadge result(DriveWrite row) {
        if (row.problem() != null) {
            Problem why = new Problem(row.problem(), "write", row.device(), Map.of());
            StateLook look = row.problem().equals(AppProblem.DRIVE_CUT_OFF.code())
                    ? new StateLook(Tone.ATTENTION, Icon.ATTENTION, Texts.text("drives.unfinished"))
                    : new StateLook(Tone.BROKEN, Icon.BROKEN, row.problem());
            return new StateBadge(look, "", DriveWords.ofRecord(why));
        }
        return new StateBadge(
                row.verified()
                        ? new StateLook(Tone.HEALTHY, Icon.HEALTHY, Texts.text("drives.verified"))
                        : new StateLook(Tone.ATTENTION, Icon.ATTENTION, Texts.text("drives.unverified")));
    }
}
