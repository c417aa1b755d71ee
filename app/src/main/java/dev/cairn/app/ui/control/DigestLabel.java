package dev.cairn.app.ui.control;

import dev.cairn.app.ui.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** A digest in monospace, shortened; a click copies the whole of it. FX thread only. */
public final class DigestLabel extends Button {
    private static final int SHOWN = 12;

    /** Shows the digest. */
    public DigestLabel(String digest) {
        super(shortened(digest));
        getStyleClass().addAll("flat", "digest");
        setAccessibleText(Texts.text("digest.copy", digest));
        setTooltip(new Tooltip(Texts.text("digest.copy", digest)));
        setOnAction(event -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(digest);
            Clipboard.getSystemClipboard().setContent(content);
            setText(Texts.text("digest.copied"));
        });
        setOnMouseExited(event -> setText(shortened(digest)));
    }

    /** The first characters of a digest, without its algorithm. */
    public static String shortened(String digest) {
        String hex = digest.startsWith("sha256:") ? digest.substring(7) : digest;
        return hex.length() <= SHOWN ? hex : hex.substring(0, SHOWN);
    }
}
