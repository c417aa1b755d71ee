package dev.cairn.app.adapter.ssh;

import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.fleet.NodeId;
import dev.cairn.app.domain.link.ToldReports;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.ProtocolJson;
import dev.cairn.protocol.StickReceipt;
import java.time.Instant;

/** Receipts in the form of the protocol. Stateless. */
public final class SignedReports implements ToldReports {
    @Override
    public Told read(byte[] receipt) {
        return Translation.of(() -> {
            StickReceipt signed = ProtocolJson.readStrict(
                    receipt, StickReceipt.class, NodeProblem.RECEIPT_REFUSED, "stick", "receipt");
            NodeStatus status = signed.open();
            return new Told(
                    new NodeId(status.node().value()),
                    signed.key().fingerprint(),
                    Reports.status(status, Instant.ofEpochMilli(status.timeMs())));
        });
    }
}
