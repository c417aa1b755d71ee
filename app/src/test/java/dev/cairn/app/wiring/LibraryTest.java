package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.fleet.Role;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Artifact;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.played.PlayedContent;
import dev.cairn.app.usecase.fleet.NewSite;
import dev.cairn.app.usecase.library.BakeRequest;
import dev.cairn.app.usecase.library.ImportRequest;
import dev.cairn.image.bake.ImageReport;
import dev.cairn.image.content.ContentManifest;
import dev.cairn.image.squashfs.SquashfsReader;
import dev.cairn.protocol.ClusterSettings;
import dev.cairn.protocol.Seed;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LibraryTest {
    @TempDir
    Path folder;

    private Cairn cairn;

    @BeforeEach
    void open() throws Exception {
        cairn = Cairn.open(
                CairnOptions.of(folder.resolve("home")).withAgentLayer(new PlayedArtifacts(folder).agentLayer()));
        cairn.initFleet().run("North");
    }

    @AfterEach
    void close() {
        cairn.close();
    }

    @Test
    void goesFromFilesToAVerifiedDrive() throws Exception {
        Release release = Library.release(cairn, folder);
        Site site = cairn.addSite().run(NewSite.named("Harbour"));
        BakeRequest request = new BakeRequest(release.digest(), null, site.id(), Role.SERVER, "harbour-1", null);
        Image image = cairn.bakeImage().start(request).await();
        cairn.verifyImage().start(image.path()).await();
        ImageReport report = cairn.inspectImage().run(image.path());
        Seed seed = Seed.read(report.seed().orElseThrow().getBytes(StandardCharsets.UTF_8));
        assertThat(seed.siteName()).isEqualTo("Harbour");
        assertThat(seed.hostName()).isEqualTo("harbour-1");
        assertThat(seed.fleetPublicKey().base64())
                .isEqualTo(cairn.initFleet().required().publicKey());

        Path stick = folder.resolve("stick");
        DriveWrite write = cairn.writeDrive()
                .start(image, List.of(Drive.file(stick, image.bytes())), null)
                .getFirst()
                .await();
        assertThat(write.verified()).isTrue();
        assertThat(cairn.listDrives().written()).containsExactly(write);
        cairn.writeDrive().startVerify(image.path(), stick).await();

        assertThatThrownBy(() -> cairn.bakeImage().start(request)).satisfies(Expect.problem(AppProblem.SEED_TAKEN));
        Image second = cairn.bakeImage()
                .start(new BakeRequest(release.digest(), null, site.id(), Role.AGENT, "harbour-2", null))
                .await();
        assertThat(second.batch()).as("join secrets derive from the batch").isEqualTo(image.batch());
        assertThat(cairn.listImages().all()).hasSize(2);
    }

    @Test
    void aPlaceIsFreeAgainWhenItsImageIsLostAndNoNodeHasItsName() throws Exception {
        Release release = Library.release(cairn, folder);
        Site site = cairn.addSite().run(NewSite.named("Harbour"));
        Path out = folder.resolve("harbour.img");
        BakeRequest request = new BakeRequest(release.digest(), out, site.id(), Role.SERVER, "harbour-1", null);
        Image lost = cairn.bakeImage().start(request).await();
        BakeRequest elsewhere = new BakeRequest(release.digest(), null, site.id(), Role.SERVER, "harbour-1", null);
        assertThatThrownBy(() -> cairn.bakeImage().plan(elsewhere)).satisfies(Expect.problem(AppProblem.SEED_TAKEN));
        Files.delete(out);
        Image again = cairn.bakeImage().start(request).await();
        assertThat(again.sha256()).as("the same bytes").isEqualTo(lost.sha256());
        cairn.verifyImage().start(out).await();
        assertThat(cairn.listImages().find(out.toString())).isEqualTo(again);
        assertThatThrownBy(() -> cairn.bakeImage().plan(elsewhere)).satisfies(Expect.problem(AppProblem.SEED_TAKEN));
    }

    @Test
    void aSiteGetsImagesWithoutAHostNameAsOftenAsItWants() throws Exception {
        Release release = Library.release(cairn, folder);
        Site site = cairn.addSite().run(NewSite.named("Harbour"));
        BakeRequest request = new BakeRequest(release.digest(), null, site.id(), null, null, null);
        Image first = cairn.bakeImage().start(request).await();
        Image second = cairn.bakeImage().start(request).await();
        assertThat(second.path()).isNotEqualTo(first.path());
        assertThat(second.sha256()).as("the same seed").isEqualTo(first.sha256());
        assertThat(second.batch()).isEqualTo(first.batch());
    }

    @Test
    void resolvesTheSameProfileToTheSameRelease() throws Exception {
        Release release = Library.release(cairn, folder);
        assertThat(cairn.createRelease().run("shop@1")).isEqualTo(release);
        assertThat(cairn.saveProfile().run(Library.PROFILE).version()).isEqualTo(1);
        cairn.saveProfile().run(Library.PROFILE.replace("one node", "three nodes"));
        assertThat(cairn.createRelease().run("shop").digest()).isNotEqualTo(release.digest());
        assertThat(release.canonical()).startsWith("{\"format\":\"cairn-release-1\",\"layers\":[{\"artifact\":");
    }

    @Test
    void refusesBadProfilesWithCodeAndPlaceAndStoresNothing() throws Exception {
        Library.fill(cairn, folder);
        String wrong = "sha256:" + "0".repeat(64);
        refused("kind: kubernetes", "kind: cni", "profile.layer-missing", "layers");
        refused("kind: kubernetes", "kind: base-os", "profile.layer-duplicate", "layers[1]");
        refused("artifact: k3s", "artifact: " + wrong, "profile.artifact-missing", "layers[1].artifact");
        refused("artifact: k3s", "artifact: sha256:12", "profile.digest-malformed", "layers[1].artifact");
        refused("artifact: k3s", "artifact: k3s\n    digest: " + wrong, "profile.digest-mismatch", "layers[1].digest");
        refused("artifact: k3s", "artifact: base", "profile.artifact-kind", "layers[1].artifact");
        refused("description:", "descripton:", "profile.field-unknown", "descripton");
        String settings = "artifact: k3s\n    settings:\n      ";
        refused("artifact: k3s", settings + "voters: 4", "profile.field-invalid", "layers[1].settings.voters");
        refused("artifact: k3s", settings + "voter: 5", "profile.field-invalid", "layers[1].settings.voter");
        refused(
                "artifact: k3s",
                settings + "version: v1.12",
                "profile.kubernetes-version",
                "layers[1].settings.version");
        assertThat(cairn.listProfiles().latest()).isEmpty();
    }

    @Test
    void whatAProfileSaysOfItsClusterStandsInTheReleaseAndInTheSlot() throws Exception {
        Release usual = Library.release(cairn, folder);
        assertThat(cairn.listArtifacts().all())
                .filteredOn(artifact -> artifact.kind() == ArtifactKind.KUBERNETES)
                .singleElement()
                .satisfies(k3s -> assertThat(k3s.details()).containsEntry("version", "v1.34.1+k3s1"));
        cairn.saveProfile()
                .run(Library.PROFILE.replace(
                        "artifact: k3s", "artifact: k3s\n    settings:\n      voters: 5\n      registries: none"));
        Release release = cairn.createRelease().run("shop");
        assertThat(usual.canonical()).doesNotContain("\"cluster\"");
        assertThat(release.canonical()).contains("\"voters\":5", "\"registriesForbidden\":true");
        Image image = cairn.bakeImage().start(BakeRequest.of(release.digest())).await();
        Path root =
                cairn.home().resolve("bundles").resolve(release.digest().hex()).resolve("root.squashfs");
        try (SquashfsReader slot = SquashfsReader.open(root)) {
            assertThat(ClusterSettings.read(slot.read(ClusterSettings.PATH))).isEqualTo(release.cluster());
        }
        assertThat(image.release()).isEqualTo(release.digest());
    }

    @Test
    void whatRunsInKubernetesIsBakedInTheOrderOfTheLayersAndToldOfTheImage() throws Exception {
        Release release = Library.releaseWithContent(cairn, folder);
        var job = cairn.bakeImage().start(BakeRequest.of(release.digest()));
        Image image = job.await();
        ContentManifest content =
                cairn.inspectImage().run(image.path()).content().orElseThrow();
        assertThat(content.items())
                .extracting(item -> item.layer() + " " + item.name() + item.file())
                .containsExactly("cni net-images.tar", "cni net.tgz", "add-on limits.yaml", "application till.tgz");
        assertThat(content.items().getLast().settings()).containsEntry("set.replicas", "2");
        assertThat(release.cluster().flannelBackend()).isEqualTo("none");
        assertThat(cairn.bakeImage().plan(BakeRequest.of(release.digest())).steps())
                .filteredOn(step -> step.name().equals("content"))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.atHand()).isTrue();
                    assertThat(step.bytes()).isEqualTo(content.bytes());
                });
        cairn.verifyImage().start(image.path()).await();
    }

    @Test
    void whatIsForOtherMachinesOrWasCutOffIsRefusedWhenItIsImported() throws Exception {
        byte[] program = Files.readAllBytes(Path.of("/bin/bash"));
        notImported(ArtifactKind.KUBERNETES, Arrays.copyOf(program, program.length / 2), "artifact.cut-off");
        program[18] = (byte) 183;
        notImported(ArtifactKind.KUBERNETES, program, "artifact.wrong-architecture");
        byte[] chart = Files.readAllBytes(PlayedContent.chart(folder.resolve("c.tgz"), "1", 9_000));
        notImported(ArtifactKind.CHART, Arrays.copyOf(chart, chart.length / 2), "image.tar-truncated");
        byte[] images = Files.readAllBytes(PlayedContent.images(folder.resolve("i.tar"), "amd64"));
        notImported(ArtifactKind.IMAGES, Arrays.copyOf(images, images.length / 2), "image.tar-truncated");
        byte[] others = Files.readAllBytes(PlayedContent.images(folder.resolve("i.tar"), "arm64"));
        notImported(ArtifactKind.IMAGES, others, "image.content-unusable");
        assertThat(cairn.listArtifacts().all()).isEmpty();
    }

    private void notImported(ArtifactKind kind, byte[] bytes, String code) throws Exception {
        Path file = Files.write(folder.resolve("broken"), bytes);
        var job = cairn.importArtifact().start(List.of(new ImportRequest(file, kind, null)));
        assertThatThrownBy(job::await)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().code()).isEqualTo(code));
    }

    @Test
    void layersThatKubernetesWouldNotTakeAreRefusedWithTheirPlace() throws Exception {
        Library.releaseWithContent(cairn, folder);
        unlikeContent("name: till", "name: till.x", "layers[4].name");
        unlikeContent("name: limits", "name: till", "layers[5].name");
        unlikeContent("set.replicas: 2", "replicas: 2", "layers[4].settings.replicas");
        unlikeContent("namespace: kube-system", "namespace: Kube", "layers[3].settings.namespace");
        unlikeContent(
                "artifact: limits.yaml",
                "artifact: limits.yaml\n    settings: {namespace: a}",
                "layers[5].settings.namespace");
    }

    private void unlikeContent(String part, String instead, String place) {
        String yaml = Library.WITH_CONTENT.replace(part, instead);
        assertThat(yaml).isNotEqualTo(Library.WITH_CONTENT);
        assertThatThrownBy(() -> cairn.saveProfile().run(yaml))
                .satisfies(Expect.problem("profile.field-invalid"))
                .satisfies(
                        error -> assertThat(((ProblemException) error).problem().element())
                                .isEqualTo(place));
    }

    @Test
    void refusesABrokenBaseOsAndKeepsNothingOfIt() throws Exception {
        Path whole = new PlayedArtifacts(folder).baseOs();
        Path cut = folder.resolve("cut.tar");
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(cut, java.util.Arrays.copyOf(bytes, 5 << 20));
        assertThatThrownBy(() -> bring(cut)).isInstanceOf(ProblemException.class);
        Path text = Files.writeString(folder.resolve("notes.txt"), "no archive");
        assertThatThrownBy(() -> bring(text)).satisfies(Expect.problem(AppProblem.ARTIFACT_KIND_UNCLEAR));
        assertThatThrownBy(() -> bring(folder.resolve("nothing")))
                .satisfies(Expect.problem(AppProblem.ARTIFACT_UNREADABLE));
        assertThat(cairn.listArtifacts().all()).isEmpty();
        Path store = cairn.home().resolve("artifacts");
        if (Files.exists(store)) {
            try (Stream<Path> files = Files.walk(store)) {
                assertThat(files.filter(Files::isRegularFile)).isEmpty();
            }
        }
    }

    @Test
    void takesABaseOsThatComesAsAContainerImageAndAsksForTheKindOfOtherImages() throws Exception {
        Path files = Files.createDirectories(folder.resolve("files/etc"));
        Files.writeString(files.resolve("os-release"), "PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\"\n");
        Path application = ContainerImage.tar(folder.resolve("files"), folder.resolve("application.tar"));
        Path image = ContainerImage.of(folder, application);
        assertThatThrownBy(() -> bring(image)).satisfies(Expect.problem(AppProblem.ARTIFACT_KIND_UNCLEAR));
        bring(ContainerImage.of(folder, new PlayedArtifacts(folder).baseOs()));
        assertThat(cairn.listArtifacts().all()).extracting(Artifact::kind).containsExactly(ArtifactKind.BASE_OS);
    }

    @Test
    void prunesWhatNobodyNames() throws Exception {
        Library.release(cairn, folder);
        Path spare = Files.writeString(folder.resolve("spare"), "spare");
        cairn.importArtifact()
                .start(List.of(new ImportRequest(spare, ArtifactKind.FILE, null)))
                .await();
        assertThat(cairn.pruneArtifacts().run()).extracting(Artifact::name).containsExactly("spare");
        assertThat(cairn.listArtifacts().all()).hasSize(2);
    }

    private void bring(Path file) {
        cairn.importArtifact().start(List.of(ImportRequest.of(file))).await();
    }

    private void refused(String part, String instead, String code, String place) {
        String yaml = Library.PROFILE.replace(part, instead);
        assertThatThrownBy(() -> cairn.saveProfile().run(yaml))
                .satisfies(Expect.problem(code))
                .satisfies(
                        error -> assertThat(((ProblemException) error).problem().element())
                                .isEqualTo(place));
    }
}
