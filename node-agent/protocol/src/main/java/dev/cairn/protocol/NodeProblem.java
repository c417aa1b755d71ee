package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Every problem that a node or the protocol can report; the texts stand in {@code problems-node.properties}. */
public enum NodeProblem {
    ORDER_MALFORMED("order.malformed"),
    ORDER_TOO_LARGE("order.too-large"),
    ORDER_BAD_SIGNATURE("order.bad-signature"),
    ORDER_OTHER_FLEET("order.other-fleet"),
    ORDER_OTHER_SITE("order.other-site"),
    ORDER_EXPIRED("order.expired"),
    ORDER_REPLAYED("order.replayed"),
    ORDER_NOT_FOR_THIS_NODE("order.not-for-this-node"),
    ORDER_BELOW_FLOOR("order.below-floor"),
    ORDER_FROM_THE_FUTURE("order.from-the-future"),
    ORDER_OTHER_BOOT("order.other-boot"),
    SECRETS_ELSEWHERE("cluster-secrets.elsewhere"),
    LOGIN_UNCERTIFIED("login.uncertified"),
    LOGIN_OTHER_AUTHORITY("login.other-authority"),
    LOGIN_INVALID("login.invalid"),
    LOGIN_EXPIRED("login.expired"),
    LOGIN_OTHER_PRINCIPAL("login.other-principal"),
    LOGIN_REVOKED("login.revoked"),
    CERTIFICATE_REFUSED("certificate.refused"),
    CLOCK_BEHIND("clock.behind"),
    SEED_MISSING("seed.missing"),
    SEED_MALFORMED("seed.malformed"),
    SETTINGS_MALFORMED("settings.malformed"),
    CONTENT_DAMAGED("content.damaged"),
    KEY_MALFORMED("key.malformed"),
    BEACON_MALFORMED("beacon.malformed"),
    BEACON_WRONG_KEY("beacon.wrong-key"),
    COMMAND_UNKNOWN("command.unknown"),
    COMMAND_BAD_ARGUMENTS("command.bad-arguments"),
    COMMAND_FAILED("command.failed"),
    CHUNKS_MALFORMED("chunks.malformed"),
    CHUNKS_DIGEST_MISMATCH("chunks.digest-mismatch"),
    CHUNKS_UNEXPECTED("chunks.unexpected"),
    CHUNKS_NOT_ORDERED("chunks.not-ordered"),
    CHUNKS_BUSY("chunks.busy"),
    STICK_UNREADABLE("stick.unreadable"),
    STICK_INCOMPLETE("stick.incomplete"),
    RECEIPT_REFUSED("receipt.refused"),
    BUNDLE_MALFORMED("bundle.malformed"),
    SPACE_INSUFFICIENT("space.insufficient"),
    STATE_UNWRITABLE("state.unwritable"),
    STATE_DAMAGED("state.damaged"),
    SLOT_WRITE_FAILED("slot.write-failed"),
    SLOT_READ_BACK_DIFFERS("slot.read-back-differs"),
    SLOT_TOO_SMALL("slot.too-small"),
    SLOT_UNKNOWN("slot.unknown"),
    LOADER_FAILED("loader.failed"),
    UPDATE_KNOWN_BAD("update.known-bad"),
    UPDATE_FELL_BACK("update.fell-back"),
    UPDATE_UNHEALTHY("update.unhealthy"),
    UPDATE_REPLACED("update.replaced"),
    UPDATE_WORKLOADS_STAY("update.workloads-stay"),
    UPDATE_NO_SNAPSHOT("update.no-snapshot"),
    UPDATE_SNAPSHOT_FAILED("update.snapshot-failed"),
    KUBERNETES_NOT_READY("kubernetes.not-ready"),
    KUBERNETES_FAILED("kubernetes.failed"),
    KUBERNETES_API_ELSEWHERE("kubernetes.api-elsewhere"),
    FORWARD_REFUSED("forward.refused"),
    CLUSTER_TWO("cluster.two-of-one-site"),
    CLUSTER_CLONED_NODE("cluster.cloned-node"),
    CLUSTER_QUORUM_LOST("cluster.quorum-lost"),
    CLUSTER_UNREACHABLE("cluster.unreachable"),
    CLUSTER_NOT_FORMING("cluster.not-forming"),
    CLUSTER_DISK_UNFIT("cluster.disk-unfit"),
    CLUSTER_DISK_SLOW("cluster.disk-slow"),
    RESTORE_NO_SERVER("restore.no-server"),
    RESTORE_NO_SNAPSHOT("restore.no-snapshot"),
    RESTORE_FAILED("restore.failed"),
    BOOTSTRAP_ABSENT("bootstrap.absent"),
    BOOTSTRAP_RUNS("bootstrap.runs"),
    RECOVERY_NOT_IN_BOOTSTRAP("recovery.not-in-bootstrap"),
    RECOVERY_OTHER_NODE("recovery.other-node"),
    RECOVERY_OTHER_BOOT("recovery.other-boot"),
    RECOVERY_NOT_ORDERED("recovery.not-ordered"),
    RECOVERY_BUSY("recovery.busy"),
    RECOVERY_INCOMPLETE("recovery.incomplete"),
    RECOVERY_WIPE_FAILED("recovery.wipe-failed"),
    MACHINE_REFUSED("machine.refused"),
    SPOOL_UNWRITABLE("spool.unwritable"),
    SPOOL_DAMAGED("spool.damaged"),
    ANSWER_MALFORMED("answer.malformed"),
    UNKNOWN("node.unknown-problem");

    private final String code;

    NodeProblem(String code) {
        this.code = code;
    }

    /** The stable word path on the wire and in texts. */
    @JsonValue
    public String code() {
        return code;
    }

    /** The problem of a code; {@link #UNKNOWN} for one that a newer node has and this program does not. */
    @JsonCreator
    public static NodeProblem of(String code) {
        return Arrays.stream(values())
                .filter(problem -> problem.code.equals(code))
                .findFirst()
                .orElse(UNKNOWN);
    }
}
