package dev.cairn.app.usecase.drive;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.DriveReceipt;
import dev.cairn.app.domain.drive.DriveWriteRepository;
import dev.cairn.app.usecase.fleet.InitFleet;
import dev.cairn.protocol.FleetPublicKey;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.SignedEnvelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Hands out the signed receipts of written drives, and checks those that somebody brings. Safe for many threads. */
public final class DriveReceipts {
    private final InitFleet fleet;
    private final DriveWriteRepository writes;
    private final Path folder;

    /** {@code folder} gets the receipts that are saved without a name. */
    public DriveReceipts(InitFleet fleet, DriveWriteRepository writes, Path folder) {
        this.fleet = fleet;
        this.writes = writes;
        this.folder = folder;
    }

    /** The receipt of a written drive, as a signed envelope in JSON. */
    public String of(String writeId) {
        return writes.receipt(writeId)
                .orElseThrow(() -> ProblemException.of(AppProblem.RECEIPT_UNKNOWN, "receipt", writeId));
    }

    /** Writes the receipt to a file of its own among the receipts, and answers where it is. */
    public Path save(String writeId) {
        return save(writeId, folder.resolve("receipt-" + writeId + ".json"));
    }

    /** Writes the receipt to this file, over what may be there. */
    public Path save(String writeId, Path file) {
        String receipt = of(writeId);
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            return Files.writeString(file, receipt + "\n");
        } catch (IOException e) {
            throw new ProblemException(
                    Problem.of(AppProblem.FILE_UNWRITABLE, "receipt", file, "reason", String.valueOf(e.getMessage())),
                    e);
        }
    }

    /** What a receipt says, after its signature was found to be this fleet's. */
    public DriveReceipt check(Path file) {
        byte[] json;
        try {
            json = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .strip()
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new ProblemException(Problem.of(AppProblem.FILE_UNREADABLE, "receipt", file), e);
        }
        try {
            SignedEnvelope envelope = SignedEnvelope.read(json);
            return ProtocolJson.readStrict(
                    envelope.verifiedPayload(new FleetPublicKey(fleet.required().publicKey())),
                    DriveReceipt.class,
                    NodeProblem.ORDER_MALFORMED,
                    "receipt",
                    "payload");
        } catch (ProtocolException e) {
            boolean foreign = e.problem() == NodeProblem.ORDER_BAD_SIGNATURE;
            throw new ProblemException(
                    Problem.of(
                            foreign ? AppProblem.RECEIPT_BAD_SIGNATURE : AppProblem.RECEIPT_MALFORMED, "receipt", file),
                    e);
        }
    }
}
