package dev.cairn.app.ui.frame;

import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.job.Job;
import dev.cairn.app.usecase.job.JobSnapshot;
import dev.cairn.app.usecase.job.JobState;
import dev.cairn.app.usecase.job.Jobs;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The running and recent jobs, newest first. FX thread only; jobs tell from their own threads through the funnel. */
final class JobTrayViewModel {
    /** One job as it was last told. */
    static final class Row {
        private final Job<?> job;
        private final ReadOnlyObjectWrapper<JobSnapshot> now;

        private Row(Job<?> job) {
            this.job = job;
            this.now = new ReadOnlyObjectWrapper<>(job.snapshot());
        }

        ReadOnlyObjectProperty<JobSnapshot> now() {
            return now.getReadOnlyProperty();
        }

        void cancel() {
            job.cancel();
        }
    }

    private static final int KEPT = 30;

    private final UiWork work;
    private final ObservableList<Row> rows = FXCollections.observableArrayList();
    private final ReadOnlyIntegerWrapper running = new ReadOnlyIntegerWrapper(0);

    JobTrayViewModel(Jobs jobs, UiWork work) {
        this.work = work;
        List<Job<?>> known = new ArrayList<>(jobs.recent());
        known.reversed().forEach(this::add);
        var unused = jobs.listen(job -> work.onFxThread(() -> add(job)));
    }

    ObservableList<Row> rows() {
        return rows;
    }

    ReadOnlyIntegerProperty runningProperty() {
        return running.getReadOnlyProperty();
    }

    private void add(Job<?> job) {
        Row row = new Row(job);
        rows.addFirst(row);
        if (rows.size() > KEPT) {
            rows.removeIf(old -> rows.indexOf(old) >= KEPT && old.now.get().state() != JobState.RUNNING);
        }
        var unused = job.listen(snapshot -> work.onFxThread(() -> {
            row.now.set(snapshot);
            count();
        }));
        count();
    }

    private void count() {
        running.set((int) rows.stream()
                .filter(row -> row.now.get().state() == JobState.RUNNING)
                .count());
    }
}
