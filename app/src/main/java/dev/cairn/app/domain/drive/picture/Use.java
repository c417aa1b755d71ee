package dev.cairn.app.domain.drive.picture;

/**
 * What a block device is used for right now.
 *
 * @param about a mount point, a path or the name of what uses it
 */
public record Use(Purpose purpose, String about) {
    /** What for. */
    public enum Purpose {
        /** The running system needs it. */
        SYSTEM,
        SWAP,
        /** The program itself runs from it. */
        APP,
        /** It holds an image of the library. */
        IMAGE,
        DATA_FOLDER,
        /** The system makes its backups there. */
        BACKUP,
        /** Somebody mounted it on purpose. */
        MOUNT,
        /** The desktop mounted it because it was plugged in. */
        DESKTOP_MOUNT,
        /** Something unnamed has it open for itself. */
        HELD
    }
}
