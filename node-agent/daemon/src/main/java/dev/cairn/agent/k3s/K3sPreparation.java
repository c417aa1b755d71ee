package dev.cairn.agent.k3s;

import dev.cairn.agent.content.ContentTrouble;
import dev.cairn.agent.content.NodeContent;
import dev.cairn.agent.content.WantedContent;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that the content stands where k3s looks before k3s starts. A node that was never set up does not start without it; one
 * that was goes on with what it has, and its report says what is wrong. One lane calls it.
 */
public final class K3sPreparation {
    private static final Logger LOG = LoggerFactory.getLogger(K3sPreparation.class);

    private final K3sFiles files;
    private final K3sContent places;
    private final WantedContent wanted;
    private final ContentTrouble trouble;
    private String done = "";

    /** {@code trouble} is told whether it went well. */
    public K3sPreparation(K3sFiles files, WantedContent wanted, ContentTrouble trouble) {
        this(files, new K3sContent(files), wanted, trouble);
    }

    K3sPreparation(K3sFiles files, K3sContent places, WantedContent wanted, ContentTrouble trouble) {
        this.files = files;
        this.places = places;
        this.wanted = wanted;
        this.trouble = trouble;
    }

    /** For nodes without content. */
    public static K3sPreparation none(K3sFiles files) {
        return new K3sPreparation(files, WantedContent.NOTHING, new ContentTrouble());
    }

    /** Places what is missing; once it is placed, asking again costs nothing. {@code server} has manifests too. */
    void prepare(boolean server) throws IOException {
        try {
            Optional<NodeContent> content = wanted.get();
            if (content.isPresent()) {
                place(content.get(), server);
            }
            trouble.isOver();
        } catch (ProtocolException refused) {
            trouble.is(refused.problem());
            goOnOrThrow(new IOException(
                    refused.problem().code() + " " + refused.element() + " " + refused.arguments(), refused));
        } catch (IOException refused) {
            trouble.is(NodeProblem.STATE_UNWRITABLE);
            goOnOrThrow(new IOException("the content cannot be placed: " + refused.getMessage(), refused));
        }
    }

    private void place(NodeContent content, boolean server) throws IOException {
        String wish = content.digest() + (server ? " server" : " agent");
        if (wish.equals(done)) {
            return;
        }
        places.placeImages(content);
        if (server) {
            places.placeManifests(content);
        }
        done = wish;
        LOG.info(
                "content {} is placed, {} items",
                content.digest(),
                content.manifest().items().size());
    }

    private void goOnOrThrow(IOException refused) throws IOException {
        if (files.configText().isEmpty()) {
            throw refused;
        }
        LOG.warn("{}; what was placed before stays", refused.getMessage());
    }
}
