package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.ui.work.Loadable;
import dev.cairn.app.ui.work.Refresher;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.drive.DriveReceipts;
import dev.cairn.app.usecase.drive.ListDrives;
import dev.cairn.app.usecase.drive.WriteDrive;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobSnapshot;
import dev.cairn.app.usecase.library.ListImages;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.ObservableMap;
import javafx.collections.ObservableSet;
import org.jspecify.annotations.Nullable;

/** What the bench knows: drives, the image to write, the chosen drives, how each write goes, receipts. FX thread only. */
final class DrivesViewModel {
    private record Content(List<Drive> drives, List<Image> images, List<DriveWrite> receipts) {}

    private final ReadOnlyObjectWrapper<Loadable<List<Drive>>> state =
            new ReadOnlyObjectWrapper<>(new Loadable.Loading<>());
    private final ObservableList<Image> images = FXCollections.observableArrayList();
    private final ObservableList<DriveWrite> receipts = FXCollections.observableArrayList();
    private final ObservableSet<Path> chosen = FXCollections.observableSet();
    private final ObservableMap<Path, BenchWrite> writes = FXCollections.observableHashMap();
    private final SimpleObjectProperty<@Nullable Image> image = new SimpleObjectProperty<>();
    private List<Drive> in = List.of();
    private final ListDrives listDrives;
    private final ListImages listImages;
    private final WriteDrive writeDrive;
    private final DriveReceipts driveReceipts;
    private final UiWork work;
    private final Refresher<Content> refresher;

    DrivesViewModel(
            ListDrives listDrives,
            ListImages listImages,
            WriteDrive writeDrive,
            DriveReceipts driveReceipts,
            UiWork work) {
        this.listDrives = listDrives;
        this.listImages = listImages;
        this.writeDrive = writeDrive;
        this.driveReceipts = driveReceipts;
        this.work = work;
        this.refresher = new Refresher<>(
                work, "drives", this::load, this::loaded, problem -> state.set(new Loadable.Failed<>(problem)));
    }

    /** Empty means that this machine has no drive at all to show. */
    ReadOnlyObjectProperty<Loadable<List<Drive>>> stateProperty() {
        return state.getReadOnlyProperty();
    }

    ObservableList<Image> images() {
        return images;
    }

    SimpleObjectProperty<@Nullable Image> imageProperty() {
        return image;
    }

    ObservableList<DriveWrite> receipts() {
        return receipts;
    }

    /** The device paths of the chosen drives. */
    ObservableSet<Path> chosen() {
        return chosen;
    }

    /** How the newest write on each device path goes. */
    ObservableMap<Path, BenchWrite> writes() {
        return writes;
    }

    /** How the newest write of this drive goes, if there was one: what is in its place by now has none. */
    Optional<JobSnapshot> writeOf(Drive drive) {
        return Optional.ofNullable(writes.get(drive.device()))
                .filter(write -> write.drive().isSameAs(drive))
                .map(BenchWrite::now);
    }

    /** The newest record of a drive that says it is this one and was in this place, when it was found good. */
    Optional<DriveWrite> recordOf(Drive drive) {
        return receipts.stream()
                .filter(record -> record.device().equals(drive.device().toString())
                        && record.serial().equals(drive.serial())
                        && record.model().equals(drive.model()))
                .findFirst()
                .filter(record -> record.problem() == null);
    }

    /** Whether it is there; else it is shown because its writing failed. */
    boolean isIn(Drive drive) {
        return in.contains(drive);
    }

    /** Saves the signed receipt of a written drive and answers where it is. */
    void save(DriveWrite write, Consumer<Path> done, Consumer<Problem> failed) {
        work.run("receipt", () -> driveReceipts.save(write.id()), done, failed);
    }

    void refresh() {
        refresher.refresh();
    }

    void toggle(Drive drive) {
        if (drive.offered() && isIn(drive) && !chosen.remove(drive.device())) {
            chosen.add(drive.device());
        }
    }

    /** The chosen drives as they were last seen. */
    List<Drive> chosenDrives() {
        return state.get() instanceof Loadable.Ready<List<Drive>> ready
                ? ready.value().stream()
                        .filter(drive -> chosen.contains(drive.device()))
                        .toList()
                : List.of();
    }

    /** What must be typed before anything is written: it names the exact thing. */
    static String confirmation(List<Drive> drives) {
        return drives.size() == 1 ? drives.getFirst().device().toString() : "write " + drives.size() + " drives";
    }

    /** Writes the image to the chosen drives. */
    void write(Consumer<Problem> failed) {
        Image what = image.get();
        List<Drive> targets = chosenDrives();
        if (what == null || targets.isEmpty()) {
            return;
        }
        work.run(
                "write",
                () -> writeDrive.start(what, targets, null),
                jobs -> {
                    for (int i = 0; i < jobs.size(); i++) {
                        follow(targets.get(i), jobs.get(i));
                    }
                    chosen.clear();
                },
                failed);
    }

    private void follow(Drive drive, Job<DriveWrite> job) {
        var unused = job.listen(snapshot -> work.onFxThread(() -> {
            writes.put(drive.device(), new BenchWrite(drive, snapshot));
            if (snapshot.state().ended()) {
                refresh();
            }
        }));
    }

    private Content load() {
        List<Drive> sorted = listDrives.run().stream()
                .sorted(Comparator.comparing((Drive drive) -> !drive.offered())
                        .thenComparing(drive -> drive.device().toString()))
                .toList();
        return new Content(sorted, listImages.all(), listDrives.written());
    }

    private void loaded(Content content) {
        if (!images.equals(content.images())) {
            Image before = image.get();
            images.setAll(content.images());
            image.set(before != null && images.contains(before) ? before : images.isEmpty() ? null : images.getFirst());
        }
        if (!receipts.equals(content.receipts())) {
            receipts.setAll(content.receipts());
        }
        List<Path> offered = content.drives().stream()
                .filter(Drive::offered)
                .map(Drive::device)
                .toList();
        chosen.removeIf(device -> !offered.contains(device));
        in = content.drives();
        List<Drive> shown = Stream.concat(in.stream(), gone()).toList();
        if (!(state.get() instanceof Loadable.Ready<List<Drive>> ready)
                || !ready.value().equals(shown)) {
            state.set(shown.isEmpty() ? new Loadable.Empty<>() : new Loadable.Ready<>(shown));
        }
    }

    /** What a drive that was taken out too early needs can only be read where it still is shown. */
    private Stream<Drive> gone() {
        return writes.values().stream()
                .filter(write -> write.failedAndIsGone(in))
                .map(BenchWrite::drive);
    }
}
