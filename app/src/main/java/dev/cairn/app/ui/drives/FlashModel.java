package dev.cairn.app.ui.drives;

import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.Subscription;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.FlashRun;
import dev.cairn.app.domain.library.Image;
import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.flash.FlashLine;
import dev.cairn.app.usecase.flash.FlashStatus;
import dev.cairn.app.usecase.flash.PrintLabels;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobSnapshot;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;

/** What the screen knows of the flash line. FX thread only. */
final class FlashModel {
    private static final FlashStatus NONE = new FlashStatus(null, false, 0, 0, null, List.of(), List.of());

    private final ReadOnlyObjectWrapper<FlashStatus> status = new ReadOnlyObjectWrapper<>(NONE);
    private final SimpleStringProperty hostPrefix = new SimpleStringProperty("");
    private final SimpleBooleanProperty asks = new SimpleBooleanProperty(true);
    private final FlashLine line;
    private final PrintLabels labels;
    private final UiWork work;

    /** Follows the line for as long as the app runs. */
    FlashModel(FlashLine line, PrintLabels labels, UiWork work) {
        this.line = line;
        this.labels = labels;
        this.work = work;
        var unused = line.listen(now -> work.onFxThread(() -> show(now)));
        work.run("flash", line::status, this::begin, problem -> {});
    }

    ReadOnlyObjectProperty<FlashStatus> statusProperty() {
        return status.getReadOnlyProperty();
    }

    SimpleStringProperty hostPrefixProperty() {
        return hostPrefix;
    }

    /** Whether drives that hold data wait for a person. */
    SimpleBooleanProperty asksProperty() {
        return asks;
    }

    void arm(Image image, Consumer<Problem> failed) {
        String prefix = hostPrefix.get().strip();
        boolean ask = asks.get();
        work.run("flash", () -> line.arm(image, prefix.isEmpty() ? null : prefix, ask), run -> {}, failed);
    }

    void disarm(Consumer<Problem> failed) {
        change(line::disarm, failed);
    }

    void giveUpKept(Consumer<Problem> failed) {
        change(line::giveUpKept, failed);
    }

    void finish(Consumer<Problem> failed) {
        change(line::closeRun, failed);
    }

    /** Makes the label sheet of the open run and answers where it is. */
    void print(Consumer<Path> done, Consumer<Problem> failed) {
        FlashRun run = status.get().run();
        if (run != null) {
            work.run("labels", () -> labels.run(run), done, failed);
        }
    }

    void allow(Drive drive, Consumer<Problem> failed) {
        change(() -> line.allow(drive), failed);
    }

    private void change(Runnable how, Consumer<Problem> failed) {
        work.run(
                "flash",
                () -> {
                    how.run();
                    return true;
                },
                done -> {},
                failed);
    }

    /** Follows a writing on the FX thread. */
    Subscription follow(Job<DriveWrite> job, Consumer<JobSnapshot> listener) {
        return job.listen(snapshot -> work.onFxThread(() -> listener.accept(snapshot)));
    }

    /** The devices on the line. */
    static List<Path> devices(FlashStatus status) {
        return status.drives().stream().map(drive -> drive.drive().device()).toList();
    }

    private void begin(FlashStatus now) {
        if (now.run() != null && now.run().hostPrefix() != null) {
            hostPrefix.set(now.run().hostPrefix());
        }
        show(now);
    }

    private void show(FlashStatus now) {
        if (!now.equals(status.get())) {
            status.set(now);
        }
    }
}
