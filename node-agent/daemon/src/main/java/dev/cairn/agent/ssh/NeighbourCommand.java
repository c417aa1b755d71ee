package dev.cairn.agent.ssh;

import dev.cairn.agent.neighbour.Offers;
import dev.cairn.protocol.ProtocolException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The exec requests that another node of the site may make, {@code chunks get} and {@code order}. */
final class NeighbourCommand extends ChannelCommand {
    private static final Logger LOG = LoggerFactory.getLogger(NeighbourCommand.class);

    private final Offers offers;
    private final String line;

    NeighbourCommand(Offers offers, String line) {
        super("neighbour");
        this.offers = offers;
        this.line = line;
    }

    @Override
    int run() {
        int code = 1;
        try {
            switch (line.strip()) {
                case "chunks get" -> {
                    offers.chunks().serve(in(), out(), this::isClosed);
                    code = 0;
                }
                case "order" -> {
                    out().write(offers.order().get().orElseGet(() -> new byte[0]));
                    out().flush();
                    code = 0;
                }
                default -> LOG.warn("a node asked for more than chunks and the order");
            }
        } catch (ProtocolException | IOException ended) {
            LOG.info("a node was not given all it asked for: {}", ended.getMessage());
        } catch (RuntimeException failed) {
            LOG.error("a node's request failed", failed);
        }
        return code;
    }
}
