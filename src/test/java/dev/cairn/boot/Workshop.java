package dev.cairn.boot;

import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.domain.profile.Layer;
import dev.cairn.app.domain.profile.LayerKind;
import dev.cairn.app.domain.profile.ProfileDraft;
import dev.cairn.app.usecase.library.BakeRequest;
import dev.cairn.app.usecase.library.ImportRequest;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.image.Json;
import dev.cairn.image.Progress;
import dev.cairn.image.bake.ImageManifest;
import dev.cairn.image.drive.DriveWriter;
import dev.cairn.image.drive.WriteReceipt;
import dev.cairn.image.drive.WriteRequest;
import dev.cairn.standin.StandInK3s;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Makes releases, images and written disks with the app, as every scenario needs them. */
record Workshop(Cairn cairn, Path folder) {
    /** A release of a base OS and a stand-in for Kubernetes. */
    Release release(Path root, StandInK3s kubernetes) throws IOException {
        return release(root, kubernetes.writeTo(folder.resolve("k3s")));
    }

    /** A release of a base OS and a file that is put where k3s stands. */
    Release release(Path root, Path kubernetes) {
        Artifact base = imported(root, ArtifactKind.BASE_OS);
        Artifact k3s = imported(kubernetes, ArtifactKind.KUBERNETES);
        cairn.saveProfile()
                .run(new ProfileDraft(
                        "edge",
                        "boot test",
                        List.of(layer(LayerKind.BASE_OS, base), layer(LayerKind.KUBERNETES, k3s))));
        return cairn.createRelease().run("edge");
    }

    private Artifact imported(Path file, ArtifactKind kind) {
        String name = file.getFileName().toString();
        return cairn.listArtifacts().all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseGet(() -> cairn.importArtifact()
                        .start(List.of(new ImportRequest(file, kind, null)))
                        .await()
                        .getFirst());
    }

    private static Layer layer(LayerKind kind, Artifact artifact) {
        return new Layer(
                kind,
                kind.word(),
                artifact.name(),
                "sha256:" + artifact.digest().hex(),
                Map.of());
    }

    /** An image in which other people's tools find no fault. */
    Image bake(Release release) throws Exception {
        return bake(BakeRequest.of(release.digest()));
    }

    Image bake(BakeRequest request) throws Exception {
        Image image = cairn.bakeImage().start(request).await();
        Path sidecar = image.path().resolveSibling(image.path().getFileName() + ".json");
        ImageManifest manifest = Json.read(Files.readAllBytes(sidecar), ImageManifest.class, sidecar.toString());
        ImageJudges.judge(image.path(), manifest, folder);
        return image;
    }

    /** An empty disk. */
    Path disk(String name, long bytes) throws IOException {
        Path disk = folder.resolve(name);
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            file.setLength(bytes);
        }
        return disk;
    }

    WriteReceipt write(WriteRequest request) {
        return new DriveWriter(Clock.systemUTC()).write(request, Progress.NONE);
    }
}
