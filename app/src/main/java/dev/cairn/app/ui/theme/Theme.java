package dev.cairn.app.ui.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** Light or dark: AtlantaFX Primer as the base, our tokens on top; FX thread only. */
public enum Theme {
    LIGHT,
    DARK;

    private static final List<String> FONTS = List.of(
            "IBMPlexSans-Regular.woff",
            "IBMPlexSans-SemiBold.woff",
            "IBMPlexSans-Bold.woff",
            "IBMPlexMono-Regular.woff");

    /** The other one. */
    public Theme other() {
        return this == LIGHT ? DARK : LIGHT;
    }

    /** Puts this theme on the whole application and on the scene. */
    public void applyTo(Scene scene) {
        Application.setUserAgentStylesheet(
                this == LIGHT
                        ? new PrimerLight().getUserAgentStylesheetBSS()
                        : new PrimerDark().getUserAgentStylesheetBSS());
        String own = resource("css/cairn.css").toExternalForm();
        if (!scene.getStylesheets().contains(own)) {
            scene.getStylesheets().add(own);
        }
        scene.getRoot().getStyleClass().removeAll("light", "dark");
        scene.getRoot().getStyleClass().add(this == LIGHT ? "light" : "dark");
    }

    /** Loads the fonts that the style sheet names; call once before the first window. */
    public static void loadFonts() {
        for (String font : FONTS) {
            try (InputStream in = resource("css/fonts/" + font).openStream()) {
                Font.loadFont(in, 13);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static URL resource(String path) {
        return Objects.requireNonNull(Theme.class.getResource("/dev/cairn/resources/" + path), path);
    }
}
