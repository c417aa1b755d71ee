package dev.cairn.agent.content;

import java.io.IOException;
import java.util.Optional;

/** The content in force, told by whoever follows it; what the image brought until somebody does. Thread-safe. */
public final class ContentInForce implements WantedContent {
    private volatile WantedContent told;

    /** {@code first} is what the image brought. */
    public ContentInForce(WantedContent first) {
        this.told = first;
    }

    /** From now on this one tells. */
    public void follow(WantedContent teller) {
        told = teller;
    }

    @Override
    public Optional<NodeContent> get() throws IOException {
        return told.get();
    }
}
