package dev.cairn.app.cli;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.Translation;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveReceipt;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.usecase.drive.DriveRun;
import dev.cairn.app.wiring.Cairn;
import dev.cairn.image.drive.WriteSession;
import dev.cairn.protocol.InstallRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drives of this machine. */
@Command(name = "drive", description = "Drives: list, write, verify, receipts.")
final class DriveCommands {
    private static final Pattern PACKED = Pattern.compile("\\.(zst|xz|gz|bz2|zip)$");

    @Command(description = "List the drives of this machine, also those never offered, with the reasons.")
    int list(@Mixin Common common) {
        return common.run(cairn -> {
            List<Drive> all = cairn.listDrives().run();
            return new Answer(
                    Map.of("drives", all.stream().map(DriveListing::of).toList()),
                    all.isEmpty()
                            ? List.of("no drive found")
                            : all.stream()
                                    .map(DriveListing::lines)
                                    .flatMap(List::stream)
                                    .toList());
        });
    }

    @Command(description = "Write an image to drives, read it back, and keep a record of each.")
    int write(
            @Mixin Common common,
            @Parameters(
                            paramLabel = "IMG",
                            description = "An image that was baked here: its path or id, or a compressed copy of it.")
                    String image,
            @Option(
                            names = "--to",
                            paramLabel = "DEV",
                            required = true,
                            split = ",",
                            description = "Devices, or regular files that play drives.")
                    List<Path> targets,
            @Option(names = "--seed", paramLabel = "FILE", description = "A seed that replaces the image's own.")
                    @Nullable
                    Path seed,
            @Option(
                            names = "--site",
                            paramLabel = "S",
                            description = "The site that the drives' seeds name, in place of the image's.")
                    @Nullable
                    String site,
            @Option(
                            names = "--install",
                            paramLabel = "RULE",
                            converter = InstallOption.class,
                            description =
                                    "Make a stick that puts Cairn on the internal disk of each machine it is put into. RULE is only-internal,"
                                            + " largest-internal, serial:NUMBER or path:NAME (as in /dev/disk/by-path), and then, behind commas:"
                                            + " erase-data (else disks with data are left alone), min=SIZE, countdown=SECONDS, reboot or power-off.")
                    @Nullable
                    InstallRule install,
            @Option(names = "--yes", description = "Do not ask: all that the drives hold is lost.") boolean yes) {
        return common.run(cairn -> {
            Image known = image(cairn, image);
            byte[] own = seed == null ? null : NamedFiles.bytes(seed);
            Site place = site == null ? null : cairn.listSites().find(site);
            byte[] written = cairn.driveSeeds().run(known, own, place, install);
            List<Drive> drives = targets.stream()
                    .map(target -> target.toAbsolutePath().normalize())
                    .distinct()
                    .map(target -> drive(cairn, target, known))
                    .toList();
            if (!yes) {
                throw ProblemException.of(
                        AppProblem.DRIVE_NOT_CONFIRMED,
                        "write",
                        String.join(
                                ", ", drives.stream().map(DriveListing::line).toList()));
            }
            List<DriveRun> runs = cairn.writeDrive().startAll(known, drives, written);
            List<DriveResult> results =
                    runs.stream().map(run -> DriveResult.of(run, common::await)).toList();
            return DriveResult.answer(results);
        });
    }

    @Command(description = "Compare a drive with an image.")
    int verify(
            @Mixin Common common,
            @Parameters(paramLabel = "IMG") Path image,
            @Option(names = "--on", paramLabel = "DEV", required = true) Path device) {
        return common.run(cairn -> {
            var receipt = common.await(
                    cairn.writeDrive().startVerify(image.toAbsolutePath().normalize(), device));
            return Answer.of(Map.of("receipt", receipt), "the same: " + device);
        });
    }

    @Command(description = "List the drives that were written, the newest first.")
    int history(@Mixin Common common) {
        return common.run(cairn -> {
            List<DriveWrite> all = cairn.listDrives().written();
            return new Answer(
                    Map.of("writes", all),
                    all.isEmpty()
                            ? List.of("no drive was written yet")
                            : all.stream().map(DriveCommands::line).toList());
        });
    }

    private static String line(DriveWrite write) {
        String identity = write.flash() == null || write.flash().identity() == null
                ? ""
                : "  " + write.flash().identity();
        String result = write.problem() == null ? "verified" : "FAILED " + write.problem();
        return write.id() + "  " + write.endedAt() + "  " + write.device() + "  " + write.model() + " " + write.serial()
                + identity + "  " + result;
    }

    @Command(description = "Save the receipt of a written drive, which the fleet key signed.")
    int receipt(
            @Mixin Common common,
            @Parameters(paramLabel = "ID", description = "Id of the record, as drive history lists it.") String id,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            description = "Where to save it (else a file of its own in the data folder).")
                    @Nullable
                    Path out) {
        return common.run(cairn -> {
            Path file = out == null
                    ? cairn.driveReceipts().save(id)
                    : cairn.driveReceipts().save(id, out);
            return Answer.of(Map.of("file", file), "saved " + file);
        });
    }

    @Command(
            name = "check-receipt",
            description = "Check that this fleet signed a receipt and that nobody changed it since; tell what it says.")
    int checkReceipt(@Mixin Common common, @Parameters(paramLabel = "FILE") Path file) {
        return common.run(cairn -> {
            DriveReceipt receipt = cairn.driveReceipts().check(file);
            return Answer.of(
                    Map.of("receipt", receipt),
                    "signed by this fleet: " + receipt.device() + "  " + receipt.model() + " " + receipt.serial()
                            + (receipt.hostName() == null ? "" : "  " + receipt.hostName()) + "  image "
                            + receipt.image().substring(0, 16)
                            + (receipt.verified() ? "  verified" : "  NOT verified"));
        });
    }

    /** A compressed copy (.zst, .xz, .gz, .bz2, .zip) is known by the manifest that was copied to its side. */
    private static Image image(Cairn cairn, String idOrPath) {
        Path path = Path.of(idOrPath).toAbsolutePath().normalize();
        boolean copy = PACKED.matcher(idOrPath).find() && Files.isRegularFile(path);
        if (!copy) {
            return cairn.listImages().find(idOrPath);
        }
        Digest sha256 =
                new Digest(Translation.of(() -> WriteSession.manifest(path)).sha256());
        return cairn.listImages().all().stream()
                .filter(known -> known.sha256().equals(sha256))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(AppProblem.IMAGE_UNKNOWN, "find", idOrPath))
                .standingAt(path);
    }

    /** A device of this machine; what is no device, or is not there yet, is a file that plays one. */
    private static Drive drive(Cairn cairn, Path target, Image image) {
        boolean file = !target.startsWith("/dev") && (Files.isRegularFile(target) || !Files.exists(target));
        return file ? Drive.file(target, image.bytes()) : cairn.listDrives().find(target);
    }
}
