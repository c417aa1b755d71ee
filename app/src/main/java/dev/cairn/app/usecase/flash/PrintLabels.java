package dev.cairn.app.usecase.flash;

import dev.cairn.app.domain.drive.DriveLabel;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.DriveWriteRepository;
import dev.cairn.app.domain.drive.FlashRun;
import dev.cairn.app.domain.drive.LabelSheet;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteRepository;
import dev.cairn.app.domain.library.ImageRepository;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a sheet with a label for every good drive of a run. Safe for many threads. */
public final class PrintLabels {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final DriveWriteRepository writes;
    private final ImageRepository images;
    private final SiteRepository sites;
    private final LabelSheet sheet;
    private final Path folder;

    /** {@code folder} gets the sheets. */
    public PrintLabels(
            DriveWriteRepository writes, ImageRepository images, SiteRepository sites, LabelSheet sheet, Path folder) {
        this.writes = writes;
        this.images = images;
        this.sites = sites;
        this.sheet = sheet;
        this.folder = folder;
    }

    /** Answers the PDF file, which is made anew each time. */
    public Path run(FlashRun run) {
        Optional<String> site = images.find(run.imageId())
                .flatMap(image -> Optional.ofNullable(image.site()))
                .flatMap(sites::find)
                .map(Site::name);
        List<DriveLabel> labels = writes.all().stream()
                .filter(write -> write.doneIn(run))
                .sorted(Comparator.comparing(PrintLabels::title).thenComparing(DriveWrite::id))
                .map(write -> label(write, site))
                .toList();
        Path pdf = folder.resolve(
                "labels-" + DAY.format(run.startedAt()) + "-" + run.id().substring(24) + ".pdf");
        sheet.write(pdf, labels);
        return pdf;
    }

    private static DriveLabel label(DriveWrite write, Optional<String> site) {
        return new DriveLabel(
                title(write),
                Stream.concat(
                                site.map(name -> "site " + name).stream(),
                                Stream.of(
                                        "serial " + (write.serial().isBlank() ? "-" : write.serial()),
                                        "written " + DAY.format(write.endedAt()),
                                        "sha256 " + write.sha256().hex().substring(0, 16)))
                        .toList(),
                "cairn:drive/" + write.id() + "?name=" + title(write).replace(' ', '+'));
    }

    private static String title(DriveWrite write) {
        String identity = write.flash() == null ? null : write.flash().identity();
        return identity == null ? write.model() : identity;
    }
}
