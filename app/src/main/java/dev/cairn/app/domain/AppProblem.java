package dev.cairn.app.domain;

/** The codes of all problems that this app itself finds. Texts: {@code resources/i18n/problems-app.properties}. */
public enum AppProblem {
    DATABASE_NEWER("inventory.newer-version"),
    DATABASE_LOCKED("inventory.in-use"),
    DATABASE_LIBRARY_OLD("inventory.sqlite-too-old"),
    DATABASE_FAILED("inventory.failed"),
    FOLDER_UNUSABLE("folder.unusable"),
    FLEET_MISSING("fleet.missing"),
    FLEET_EXISTS("fleet.exists"),
    KEY_UNREADABLE("key.unreadable"),
    KEY_TOO_OPEN("key.too-open"),
    NAME_INVALID("name.invalid"),
    SITE_UNKNOWN("site.unknown"),
    SITE_NAME_TAKEN("site.name-taken"),
    SITE_VALUE_INVALID("site.value-invalid"),
    NODE_UNKNOWN("node.unknown"),
    NODE_AMBIGUOUS("node.ambiguous"),
    NODE_UNREACHABLE("node.unreachable"),
    NODE_TIMED_OUT("node.timed-out"),
    NODE_HOST_KEY_UNKNOWN("node.host-key-unknown"),
    NODE_HOST_KEY_CHANGED("node.host-key-changed"),
    NODE_LOGIN_REFUSED("node.login-refused"),
    NODE_ANSWER_INVALID("node.answer-invalid"),
    NODE_REFUSED("node.refused"),
    NODE_HOST_NAME_TAKEN("node.host-name-taken"),
    UPDATE_TIMED_OUT("update.timed-out"),
    UPDATE_FELL_BACK("update.did-not-commit"),
    BEACON_PORT_TAKEN("beacon.port-taken"),
    PROFILE_NOT_YAML("profile.not-yaml"),
    PROFILE_TOO_LARGE("profile.too-large"),
    PROFILE_FIELD_UNKNOWN("profile.field-unknown"),
    PROFILE_FIELD_MISSING("profile.field-missing"),
    PROFILE_FIELD_INVALID("profile.field-invalid"),
    PROFILE_KIND_UNKNOWN("profile.kind-unknown"),
    PROFILE_LAYER_MISSING("profile.layer-missing"),
    PROFILE_LAYER_DUPLICATE("profile.layer-duplicate"),
    PROFILE_DIGEST_MALFORMED("profile.digest-malformed"),
    PROFILE_DIGEST_MISMATCH("profile.digest-mismatch"),
    PROFILE_ARTIFACT_MISSING("profile.artifact-missing"),
    PROFILE_ARTIFACT_AMBIGUOUS("profile.artifact-ambiguous"),
    PROFILE_ARTIFACT_KIND("profile.artifact-kind"),
    PROFILE_UNKNOWN("profile.unknown"),
    ARTIFACT_UNKNOWN("artifact.unknown"),
    ARTIFACT_AMBIGUOUS("artifact.ambiguous"),
    ARTIFACT_UNREADABLE("artifact.unreadable"),
    ARTIFACT_KIND_UNCLEAR("artifact.kind-unclear"),
    RELEASE_UNKNOWN("release.unknown"),
    RELEASE_AMBIGUOUS("release.ambiguous"),
    AGENT_LAYER_MISSING("agent-layer.missing"),
    SEED_TAKEN("seed.taken"),
    IMAGE_UNKNOWN("image.unknown"),
    IMAGE_EXISTS("image.exists"),
    IMAGE_WITHOUT_SEED("image.without-seed"),
    IMAGE_NOT_INTACT("image.not-intact"),
    DRIVE_UNKNOWN("drive.unknown"),
    DRIVE_REFUSED("drive.refused"),
    DRIVE_CHANGED("drive.changed"),
    DRIVE_BUSY("drive.busy"),
    DRIVE_LISTING_FAILED("drive.listing-failed"),
    DRIVE_NOT_CONFIRMED("drive.not-confirmed"),
    RECEIPT_UNKNOWN("receipt.unknown"),
    RECEIPT_MALFORMED("receipt.malformed"),
    RECEIPT_BAD_SIGNATURE("receipt.bad-signature"),
    DRIVE_UNSUPPORTED("drive.unsupported-system"),
    ROLLOUT_UNKNOWN("rollout.unknown"),
    ROLLOUT_EMPTY("rollout.empty"),
    ROLLOUT_STATE("rollout.wrong-state"),
    CANCELLED("job.cancelled"),
    FILE_EXISTS("file.exists"),
    FILE_UNREADABLE("file.unreadable"),
    FILE_UNWRITABLE("file.unwritable"),
    USAGE("usage.invalid"),
    DEMO_TIMED_OUT("demo.timed-out"),
    DEMO_INCOMPLETE("demo.incomplete"),
    UNEXPECTED("unexpected");

    private final String code;

    AppProblem(String code) {
        this.code = code;
    }

    /** The stable kebab-case word path. */
    public String code() {
        return code;
    }
}
