package dev.cairn.app.wiring;

import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.library.ImportRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Fills a library with played artifacts. */
final class Library {
    static final String PROFILE = """
            format: 1
            name: shop
            description: A shop with one node
            layers:
              - kind: base-os
                name: debian
                artifact: base
              - kind: kubernetes
                name: k3s
                artifact: k3s
            """;

    private Library() {}

    static void fill(Cairn cairn, Path folder) throws IOException {
        PlayedArtifacts played = new PlayedArtifacts(folder);
        cairn.importArtifact()
                .start(List.of(
                        new ImportRequest(played.baseOs(), null, "base"),
                        new ImportRequest(played.kubernetes("v1.34.1+k3s1"), ArtifactKind.KUBERNETES, "k3s")))
                .await();
    }

    static Release release(Cairn cairn, Path folder) throws IOException {
        fill(cairn, folder);
        cairn.saveProfile().run(PROFILE);
        return cairn.createRelease().run("shop");
    }
}
