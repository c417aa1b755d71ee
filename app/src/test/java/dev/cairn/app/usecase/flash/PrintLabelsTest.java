package dev.cairn.app.usecase.flash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.Digest;
import dev.cairn.app.domain.drive.DriveLabel;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.DriveWriteRepository;
import dev.cairn.app.domain.drive.FlashPlace;
import dev.cairn.app.domain.drive.FlashRun;
import dev.cairn.app.domain.fleet.Site;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.fleet.SiteRepository;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.domain.library.ImageRepository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PrintLabelsTest {
    private static final Digest DIGEST = new Digest("0123456789abcdef".repeat(4));
    private static final Instant DAY = Instant.parse("2026-03-01T12:00:00Z");
    private static final SiteId HARBOUR = new SiteId("harbour");
    private static final FlashRun RUN =
            new FlashRun("0198c5a0-0000-7000-8000-00000000abcd", "image", "edge", DAY, null);

    private final List<DriveLabel> printed = new ArrayList<>();

    @Test
    void eachGoodDriveOfTheBoxGetsItsNameSiteSerialAndDay() {
        Path pdf = printing(HARBOUR).run(RUN);
        assertThat(pdf).isEqualTo(Path.of("labels", "labels-2026-03-01-00000000abcd.pdf"));
        assertThat(printed).extracting(DriveLabel::title).containsExactly("edge-001", "edge-002");
        assertThat(printed.getFirst().lines())
                .containsExactly("site Ferry terminal", "serial S1", "written 2026-03-01", "sha256 0123456789abcdef");
        assertThat(printed.getFirst().code()).isEqualTo("cairn:drive/w1?name=edge-001");
    }

    @Test
    void anImageWithoutASiteMakesLabelsWithoutOne() {
        printing(null).run(RUN);
        assertThat(printed.getFirst().lines()).first().isEqualTo("serial S1");
    }

    private PrintLabels printing(@Nullable SiteId site) {
        return new PrintLabels(
                new Writes(),
                new Images(site),
                new Sites(),
                (pdf, labels) -> printed.addAll(labels),
                Path.of("labels"));
    }

    private static DriveWrite write(String id, String serial, String run, String identity, @Nullable String problem) {
        return new DriveWrite(
                id,
                "image",
                "/dev/sdb",
                "Stick",
                serial,
                0,
                problem == null,
                DIGEST,
                DAY,
                DAY,
                problem,
                new FlashPlace(run, identity));
    }

    /** Two good drives of the run, one that failed, and one of another box. */
    private static final class Writes implements DriveWriteRepository {
        @Override
        public List<DriveWrite> all() {
            return List.of(
                    write("w4", "S4", "other", "edge-009", null),
                    write("w3", "S3", RUN.id(), "edge-003", "drive.vanished"),
                    write("w2", "S2", RUN.id(), "edge-002", null),
                    write("w1", "S1", RUN.id(), "edge-001", null));
        }

        @Override
        public void save(DriveWrite write, @Nullable String receipt) {}

        @Override
        public Optional<String> receipt(String id) {
            return Optional.empty();
        }
    }

    private record Images(@Nullable SiteId site) implements ImageRepository {
        @Override
        public Optional<Image> find(String id) {
            return Optional.of(new Image(id, Path.of("edge.img"), DIGEST, DIGEST, 1, "batch", site, null, DAY));
        }

        @Override
        public Optional<Image> findByPath(Path path) {
            return Optional.empty();
        }

        @Override
        public List<Image> all() {
            return List.of();
        }

        @Override
        public void save(Image image) {}
    }

    private static final class Sites implements SiteRepository {
        @Override
        public Optional<Site> find(SiteId id) {
            return Optional.of(new Site(id, "Ferry terminal", "", null, Map.of(), List.of(), null, null, DAY));
        }

        @Override
        public Optional<Site> findByName(String name) {
            return Optional.empty();
        }

        @Override
        public List<Site> all() {
            return List.of();
        }

        @Override
        public void save(Site site) {}
    }
}
