package dev.cairn.app.ui.frame;

import javafx.scene.Parent;

/** One place of the app. Made when it is first shown; FX thread only. */
public interface Screen {
    /** The scene graph, always the same object. */
    Parent view();

    /** Comes into sight: load and follow what changes. */
    void onShow();

    /** Goes out of sight: stop following. */
    void onHide();

    /** Opens the thing with this id, if the screen has such things. */
    default void open(String id) {}
}
