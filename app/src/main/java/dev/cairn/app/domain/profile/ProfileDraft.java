package dev.cairn.app.domain.profile;

import java.util.List;

/** What a profile file says. Layers are in the order of the file: the bottom of the stack first. */
public record ProfileDraft(String name, String description, List<Layer> layers) {
    public ProfileDraft {
        layers = List.copyOf(layers);
    }
}
