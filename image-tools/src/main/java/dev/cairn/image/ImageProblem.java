package dev.cairn.image;

/** What can go wrong with images, slots, layers and drives; each code has its three texts in problems-image.properties. */
public enum ImageProblem {
    IO_FAILED("image.io-failed"),
    DISK_FULL("image.disk-full"),
    CANCELLED("image.cancelled"),
    FILE_MISSING("image.file-missing"),
    TAR_CORRUPT("image.tar-corrupt"),
    TAR_TRUNCATED("image.tar-truncated"),
    TAR_UNSUPPORTED("image.tar-unsupported"),
    TAR_UNSAFE_PATH("image.tar-unsafe-path"),
    ARCHIVE_CORRUPT("image.archive-corrupt"),
    ARCHIVE_CHOICE("image.archive-choice"),
    BASE_OS_INCOMPLETE("image.base-os-incomplete"),
    BUNDLE_CORRUPT("image.bundle-corrupt"),
    CONTENT_CORRUPT("image.content-corrupt"),
    CONTENT_UNUSABLE("image.content-unusable"),
    SLOT_TOO_SMALL("image.slot-too-small"),
    SEED_TOO_LARGE("image.seed-too-large"),
    ESP_FULL("image.esp-full"),
    NOT_AN_IMAGE("image.not-an-image"),
    GPT_CORRUPT("image.gpt-corrupt"),
    FAT_CORRUPT("image.fat-corrupt"),
    FAT_LIMIT("image.fat-limit"),
    INITRD_CORRUPT("image.initrd-corrupt"),
    INITRD_LIMIT("image.initrd-limit"),
    SQUASHFS_LIMIT("image.squashfs-limit"),
    SQUASHFS_CORRUPT("image.squashfs-corrupt"),
    ENTRY_MISSING("image.entry-missing"),
    SIDECAR_MISSING("image.sidecar-missing"),
    SIDECAR_CORRUPT("image.sidecar-corrupt"),
    CHUNK_INDEX_CORRUPT("image.chunk-index-corrupt"),
    IMAGE_DAMAGED("image.damaged"),
    TARGET_TOO_SMALL("image.target-too-small"),
    TARGET_CHANGED("image.target-changed"),
    READ_BACK_FAILED("image.read-back-failed"),
    CAPACITY_FALSE("drive.capacity-false"),
    SECTORS_UNSUPPORTED("drive.sectors-unsupported"),
    DRIVE_SHRUNK("drive.shrunk"),
    DRIVE_STALLED("drive.stalled"),
    DRIVE_TOO_SLOW("drive.too-slow"),
    DRIVE_VANISHED("drive.vanished"),
    DRIVE_IN_USE("drive.in-use"),
    DRIVE_NOT_AUTHORISED("drive.not-authorised"),
    AUTHORISATION_DISMISSED("drive.authorisation-dismissed"),
    AUTHORISATION_TIMED_OUT("drive.authorisation-timed-out"),
    UDISKS_MISSING("drive.udisks-missing");

    private final String code;

    ImageProblem(String code) {
        this.code = code;
    }

    /** The stable word path by which texts, logs and scripts name this problem. */
    public String code() {
        return code;
    }
}
