package dev.cairn.app.ui.theme;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.material2.Material2OutlinedAL;
import org.kordamp.ikonli.material2.Material2OutlinedMZ;

/** The icons of the app by meaning, so that one meaning has one picture everywhere; FX thread for {@link #node()}. */
public enum Icon {
    OVERVIEW(Material2OutlinedAL.DASHBOARD),
    SITES(Material2OutlinedMZ.PLACE),
    NODES(Material2OutlinedAL.DNS),
    PROFILES(Material2OutlinedAL.LAYERS),
    LIBRARY(Material2OutlinedMZ.STORAGE),
    DRIVES(Material2OutlinedMZ.USB),
    ROLLOUTS(Material2OutlinedMZ.VIEW_WEEK),
    TELEMETRY(Material2OutlinedMZ.TIMELINE),
    ACTIVITY(Material2OutlinedAL.HISTORY),
    SETTINGS(Material2OutlinedMZ.SETTINGS),
    MENU(Material2OutlinedMZ.MENU),
    SEARCH(Material2OutlinedMZ.SEARCH),
    LIGHT(Material2OutlinedMZ.WB_SUNNY),
    DARK(Material2OutlinedMZ.NIGHTS_STAY),
    HELP(Material2OutlinedAL.HELP_OUTLINE),
    CLOSE(Material2OutlinedAL.CLOSE),
    PIN(Material2OutlinedMZ.PUSH_PIN),
    COPY(Material2OutlinedAL.CONTENT_COPY),
    ADD(Material2OutlinedAL.ADD),
    REMOVE(Material2OutlinedAL.DELETE_OUTLINE),
    UP(Material2OutlinedAL.ARROW_UPWARD),
    DOWN(Material2OutlinedAL.ARROW_DOWNWARD),
    EXPAND(Material2OutlinedAL.KEYBOARD_ARROW_DOWN),
    COLLAPSE(Material2OutlinedAL.KEYBOARD_ARROW_UP),
    NEXT(Material2OutlinedAL.CHEVRON_RIGHT),
    GRIP(Material2OutlinedAL.DRAG_INDICATOR),
    START(Material2OutlinedMZ.PLAY_ARROW),
    PAUSE(Material2OutlinedMZ.PAUSE),
    STOP(Material2OutlinedMZ.STOP),
    REFRESH(Material2OutlinedMZ.REFRESH),
    IMPORT(Material2OutlinedAL.FILE_UPLOAD),
    EXPORT(Material2OutlinedMZ.SAVE_ALT),
    FOLDER(Material2OutlinedAL.FOLDER_OPEN),
    FILE(Material2OutlinedAL.ARTICLE),
    KEY(Material2OutlinedMZ.VPN_KEY),
    UPDATE(Material2OutlinedMZ.SYNC),
    ASSIGN(Material2OutlinedAL.ASSIGNMENT_TURNED_IN),
    REACHABLE(Material2OutlinedMZ.WIFI_TETHERING),
    UNREACHABLE(Material2OutlinedMZ.PORTABLE_WIFI_OFF),
    HEALTHY(Material2OutlinedAL.CHECK_CIRCLE),
    ATTENTION(Material2OutlinedMZ.WARNING),
    BROKEN(Material2OutlinedAL.ERROR_OUTLINE),
    OFFLINE(Material2OutlinedAL.CLOUD_OFF),
    FOUND(Material2OutlinedMZ.WIFI_TETHERING),
    BUSY(Material2OutlinedAL.HOURGLASS_EMPTY),
    WAITING(Material2OutlinedMZ.SCHEDULE),
    RETIRED(Material2OutlinedAL.BLOCK),
    INFO(Material2OutlinedAL.INFO),
    UNDO(Material2OutlinedMZ.UNDO),
    BASE_OS(Material2OutlinedAL.ALBUM),
    KUBERNETES(Material2OutlinedMZ.SETTINGS_SYSTEM_DAYDREAM),
    NETWORK(Material2OutlinedAL.DEVICE_HUB),
    DISK(Material2OutlinedMZ.SD_STORAGE),
    ADD_ON(Material2OutlinedAL.EXTENSION),
    APPLICATION(Material2OutlinedAL.APPS),
    DEMO(Material2OutlinedMZ.SCIENCE);

    private final Ikon ikon;

    Icon(Ikon ikon) {
        this.ikon = ikon;
    }

    /** A new icon node; colour and size come from the style sheet. */
    public FontIcon node() {
        FontIcon icon = new FontIcon(ikon);
        icon.getStyleClass().add("icon");
        return icon;
    }
}
