package dev.cairn.app.wiring;

import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.played.PlayedContent;
import dev.cairn.app.usecase.library.ImportRequest;
import java.io.IOException;
import java.nio.file.Files;
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

    /** The same shop with something to run in Kubernetes. */
    static final String WITH_CONTENT = PROFILE + """
              - kind: cni
                name: net-images
                artifact: net.tar
              - kind: cni
                name: net
                artifact: net.tgz
                settings:
                  namespace: kube-system
              - kind: application
                name: till
                artifact: till.tgz
                settings:
                  set.replicas: 2
              - kind: add-on
                name: limits
                artifact: limits.yaml
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

    /** A release whose layers go up to an application. */
    static Release releaseWithContent(Cairn cairn, Path folder) throws IOException {
        fill(cairn, folder);
        Path images = PlayedContent.images(folder.resolve("net-images.tar"), "amd64");
        Path net = PlayedContent.chart(folder.resolve("net.tgz"), "1", 0);
        Path till = PlayedContent.chart(folder.resolve("till.tgz"), "2", 0);
        cairn.importArtifact()
                .start(List.of(
                        new ImportRequest(images, ArtifactKind.IMAGES, "net.tar"),
                        new ImportRequest(net, ArtifactKind.CHART, "net.tgz"),
                        new ImportRequest(till, ArtifactKind.CHART, "till.tgz"),
                        new ImportRequest(
                                Files.writeString(folder.resolve("limits.yaml"), "kind: LimitRange\n"),
                                ArtifactKind.FILE,
                                "limits.yaml")))
                .await();
        cairn.saveProfile().run(WITH_CONTENT);
        return cairn.createRelease().run("shop");
    }

    static Release release(Cairn cairn, Path folder) throws IOException {
        fill(cairn, folder);
        cairn.saveProfile().run(PROFILE);
        return cairn.createRelease().run("shop");
    }
}
