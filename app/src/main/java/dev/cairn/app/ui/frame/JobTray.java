package dev.cairn.app.ui.frame;

import dev.cairn.app.ui.work.UiWork;
import dev.cairn.app.usecase.job.Jobs;
import javafx.scene.Parent;

/** The job tray: running and recent jobs under every screen. FX thread only. */
public final class JobTray {
    private final JobTrayView view;

    /** Follows the jobs from now on. */
    public JobTray(Jobs jobs, UiWork work, Desk desk) {
        view = new JobTrayView(new JobTrayViewModel(jobs, work), desk);
    }

    /** The node at the bottom of the frame. */
    public Parent view() {
        return view;
    }
}
