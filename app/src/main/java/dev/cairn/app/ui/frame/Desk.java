package dev.cairn.app.ui.frame;

import dev.cairn.app.domain.Problem;
import javafx.scene.Node;

/** What a screen may ask of the frame around it. FX thread only. */
public interface Desk {
    /** Goes to a place. */
    void goTo(Place place);

    /** Goes to a place and opens the thing with this id there. */
    void goTo(Place place, String id);

    /** Shows the detail of the selected thing in the drawer at the right. */
    void detail(String title, Node content);

    /** Closes the drawer. */
    void closeDetail();

    /** Opens a dialog over everything; Escape closes it. */
    void dialog(Node content);

    /** Closes the dialog. */
    void closeDialog();

    /** Says in passing what was done. */
    void notice(String words);

    /** Says what was done, with a way back. */
    void notice(String words, Runnable undo);

    /** Shows a problem that has no better place, with its code to copy. */
    void problem(Problem problem);
}
