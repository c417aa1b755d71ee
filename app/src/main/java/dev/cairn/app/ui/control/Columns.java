package dev.cairn.app.ui.control;

import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import org.jspecify.annotations.Nullable;

/** Table columns of words or of small nodes. FX thread only. */
public final class Columns {
    private Columns() {}

    /** A column of words, which can be sorted. */
    public static <T> TableColumn<T, String> text(String title, double width, Function<T, String> words) {
        TableColumn<T, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 60));
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(words.apply(cell.getValue())));
        return column;
    }

    /** A column whose cells are made anew for each row that comes into sight. */
    public static <T> TableColumn<T, T> node(String title, double width, Function<T, Node> node) {
        TableColumn<T, T> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 60));
        column.setSortable(false);
        column.setCellValueFactory(cell -> new ReadOnlyObjectWrapper<>(cell.getValue()));
        column.setCellFactory(owner -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable T row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(row == null || empty ? null : node.apply(row));
            }
        });
        return column;
    }
}
