package dev.cairn.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.CairnApp;
import dev.cairn.app.domain.library.ArtifactKind;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.Release;
import dev.cairn.app.played.PlayedArtifacts;
import dev.cairn.app.usecase.library.BakeRequest;
import dev.cairn.app.usecase.library.ImportRequest;
import dev.cairn.app.wiring.UdisksMachine.Ended;
import dev.cairn.image.bake.ImageManifest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code cairn drive write} and {@code verify} of an ordinary user, on loop devices that only the real udisksd may open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("slow")
final class UdisksWriteTest {
    private static final long MIB = 1 << 20;
    private static final int NOISE_MIB = 48;
    private static final String PASSWORD_ACCEPTED = "auth required pam_permit.so\naccount required pam_permit.so\n";

    private final List<Path> devices = new ArrayList<>();
    private Path folder = Path.of("");
    private Path image = Path.of("");
    private long imageBytes;

    @BeforeAll
    void bakeOnce(@TempDir Path shared) throws Exception {
        Assumptions.assumeTrue(UdisksMachine.root());
        folder = shared;
        PlayedArtifacts played = new PlayedArtifacts(folder);
        byte[] noise = new byte[NOISE_MIB << 20];
        new Random(8).nextBytes(noise);
        Path large = Files.write(folder.resolve("large"), noise);
        CairnOptions options = CairnOptions.of(folder.resolve("home")).withAgentLayer(played.agentLayer());
        try (Cairn cairn = Cairn.open(options)) {
            cairn.initFleet().run("North");
            cairn.importArtifact()
                    .start(List.of(
                            new ImportRequest(played.baseOs(), null, "base"),
                            new ImportRequest(large, ArtifactKind.KUBERNETES, "k3s")))
                    .await();
            cairn.saveProfile().run(Library.PROFILE);
            Release release = cairn.createRelease().run("shop");
            Image baked =
                    cairn.bakeImage().start(BakeRequest.of(release.digest())).await();
            image = baked.path();
            imageBytes = baked.bytes();
        }
        UdisksMachine.run("chown", "-R", "nobody", folder.toString());
        UdisksMachine.run("chmod", "755", folder.toString());
    }

    /** The first drive is as long as the image, each further one longer. */
    private void plugIn(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            Path backing = folder.resolve("drive" + i);
            try (RandomAccessFile file = new RandomAccessFile(backing.toFile(), "rw")) {
                file.setLength(imageBytes + (16 * MIB + 512) * i);
            }
            devices.add(Path.of(UdisksMachine.run("losetup", "-P", "-f", "--show", backing.toString())));
        }
    }

    @AfterEach
    void unplug() throws Exception {
        for (int i = 0; i < devices.size(); i++) {
            UdisksMachine.run("losetup", "-d", devices.get(i).toString());
            Files.delete(folder.resolve("drive" + i));
        }
        devices.clear();
    }

    private UdisksMachine machine(String name, String answer, String pam) throws IOException {
        return UdisksMachine.start(folder.resolve(name), devices, """
                polkit.addAdminRule(function(action, subject) { return ["unix-user:0"]; });
                polkit.addRule(function(action, subject) {
                    if (action.id == "org.freedesktop.udisks2.open-device") return polkit.Result.%s;
                    if (action.id.indexOf("org.freedesktop.udisks2.filesystem-mount") == 0) return polkit.Result.YES;
                    if (action.id == "org.freedesktop.udisks2.rescan") return polkit.Result.YES;
                });
                """.formatted(answer), pam);
    }

    private List<String> cairn(UdisksMachine machine, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--json", "--home", folder.resolve("home").toString()));
        return machine.java(CairnApp.class, all.toArray(String[]::new));
    }

    private List<String> write(UdisksMachine machine) throws IOException {
        String targets = String.join(",", devices.stream().map(Path::toString).toList());
        return cairn(machine, "drive", "write", image.toString(), "--to", targets, "--yes");
    }

    private static List<String> problems(Ended ended) {
        List<String> found = new ArrayList<>();
        ended.json()
                .get("writes")
                .forEach(write -> found.add(write.get("problem").path("code").asString("none")));
        return found;
    }

    @Test
    void oneAnswerIsEnoughForManyDrives() throws Exception {
        plugIn(3);
        Path mounted = devices.get(2);
        UdisksMachine.run("mkfs.ext4", "-q", mounted.toString());
        try (UdisksMachine machine = machine("asked", "AUTH_ADMIN_KEEP", PASSWORD_ACCEPTED)) {
            Ended mount = machine.asUser(List.of("udisksctl", "mount", "-b", mounted.toString()));
            assertThat(mount.out()).as(mount.toString()).contains("Mounted");
            JsonNode listed =
                    machine.asUser(cairn(machine, "drive", "list")).json().get("drives");
            assertThat(listed.valueStream()
                            .filter(drive ->
                                    devices.contains(Path.of(drive.get("device").asString())))
                            .map(drive -> drive.get("offered").asBoolean()))
                    .containsExactly(true, true, true);

            Ended ended = machine.asUserWithAgent(write(machine));
            assertThat(ended.exit()).as(ended.toString()).isZero();
            assertThat(problems(ended)).containsOnly("none");
            assertThat(ended.asked()).as("asked for a password").isEqualTo(1);
            for (Path device : devices) {
                assertThat(UdisksMachine.run("sgdisk", "-v", device.toString())).contains("No problems found");
                assertThat(machine.asUser(List.of("udisksctl", "info", "-b", device.toString()))
                                .out())
                        .as("the desktop knows the new partitions")
                        .containsPattern("Type: *gpt");
            }
            UdisksMachine.run("cmp", image.toString(), devices.getFirst().toString());

            Ended same = machine.asUserWithAgent(cairn(
                    machine,
                    "drive",
                    "verify",
                    image.toString(),
                    "--on",
                    devices.get(1).toString()));
            assertThat(same.exit()).as(same.toString()).isZero();
            Path drive = folder.resolve("drive1");
            try (RandomAccessFile file = new RandomAccessFile(drive.toFile(), "rw")) {
                file.seek(ImageManifest.beside(image).ranges().get(20).offset());
                file.write(new byte[] {1, 2, 3, 4, 5, 6, 7});
            }
            Ended damaged = machine.asUserWithAgent(cairn(
                    machine,
                    "drive",
                    "verify",
                    image.toString(),
                    "--on",
                    devices.get(1).toString()));
            assertThat(damaged.exit()).as(damaged.toString()).isEqualTo(1);

            Ended contents = machine.asUserWithAgent(machine.java(
                    DriveContentsProgram.class,
                    devices.get(0).toString(),
                    devices.get(2).toString()));
            assertThat(contents.out().lines()).as(contents.toString()).containsExactly("seed data", "seed data");
            assertThat(contents.asked()).as("asked over four connections").isEqualTo(1);
        }
    }

    @Test
    void aWrongPasswordIsAskedForOnceAndNothingIsWritten() throws Exception {
        plugIn(3);
        String before = UdisksMachine.run("sha256sum", devices.get(1).toString());
        try (UdisksMachine machine = machine("refused", "AUTH_ADMIN_KEEP", "auth required pam_deny.so\n")) {
            Ended ended = machine.asUserWithAgent(write(machine));
            assertThat(ended.exit()).isEqualTo(1);
            assertThat(problems(ended)).containsOnly("drive.not-authorised");
            assertThat(ended.asked()).isEqualTo(1);
        }
        assertThat(UdisksMachine.run("sha256sum", devices.get(1).toString())).isEqualTo(before);
    }

    @Test
    void whereNobodyCanBeAskedTheProblemSaysSo() throws Exception {
        plugIn(2);
        try (UdisksMachine machine = machine("alone", "AUTH_ADMIN_KEEP", PASSWORD_ACCEPTED)) {
            assertThat(problems(machine.asUser(write(machine)))).containsOnly("drive.not-authorised");
        }
        try (UdisksMachine machine = machine("forbidden", "NO", PASSWORD_ACCEPTED)) {
            assertThat(problems(machine.asUser(write(machine)))).containsOnly("drive.not-authorised");
            List<String> elsewhere = new ArrayList<>(List.of("env", "DBUS_SYSTEM_BUS_ADDRESS=unix:path=/nowhere"));
            elsewhere.addAll(write(machine));
            assertThat(problems(machine.asUser(elsewhere))).containsOnly("drive.udisks-missing");
        }
    }

    @Test
    void aDriveThatIsMountedOutOfSightIsNotWrittenAndTheOtherIs() throws Exception {
        plugIn(2);
        Path busy = devices.getFirst();
        UdisksMachine.run("mkfs.ext4", "-q", busy.toString());
        Path mount = Files.createDirectories(folder.resolve("mount"));
        try (UdisksMachine machine = machine("busy", "YES", PASSWORD_ACCEPTED)) {
            Process hidden = new ProcessBuilder(
                            "unshare",
                            "--mount",
                            "sh",
                            "-c",
                            "mount \"$0\" \"$1\" && echo mounted && read -r end",
                            busy.toString(),
                            mount.toString())
                    .start();
            try (BufferedReader said = hidden.inputReader()) {
                assertThat(said.readLine()).isEqualTo("mounted");
                assertThat(problems(machine.asUser(write(machine)))).containsExactly("drive.in-use", "none");
            } finally {
                hidden.getOutputStream().close();
                assertThat(hidden.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
        }
        UdisksMachine.run("e2fsck", "-fn", busy.toString());
    }

    /** A loop device stays until its last descriptor is closed, so that losing its file's end is as near as it comes to being unplugged. */
    @Test
    void aDriveThatLosesItsMediumFailsAndTheOtherIsWritten() throws Exception {
        plugIn(2);
        try (UdisksMachine machine = machine("shrunk", "YES", PASSWORD_ACCEPTED)) {
            UdisksMachine.Running running = machine.start(write(machine));
            try (RandomAccessFile drive =
                    new RandomAccessFile(folder.resolve("drive1").toFile(), "r")) {
                do {
                    assertThat(running.process().isAlive()).isTrue();
                    drive.seek(0);
                } while (drive.read() == 0);
            }
            // The writer would be through before these programs have started.
            signal(running.process(), "STOP");
            UdisksMachine.run("truncate", "-s", "1M", folder.resolve("drive1").toString());
            UdisksMachine.run("losetup", "-c", devices.get(1).toString());
            signal(running.process(), "CONT");
            assertThat(problems(machine.end(running))).containsExactly("none", "drive.shrunk");
        }
    }

    private static void signal(Process process, String name) throws Exception {
        List<String> command = new ArrayList<>(List.of("kill", "-" + name, Long.toString(process.pid())));
        process.descendants().map(child -> Long.toString(child.pid())).forEach(command::add);
        UdisksMachine.run(command.toArray(String[]::new));
    }
}
