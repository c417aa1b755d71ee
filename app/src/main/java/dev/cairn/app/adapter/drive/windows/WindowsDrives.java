package dev.cairn.app.adapter.drive.windows;

import dev.cairn.app.adapter.drive.ChosenDrive;
import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveEnumerator;
import dev.cairn.app.domain.drive.picture.DriveRules;
import dev.cairn.app.domain.drive.picture.Kept;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The drives of a Windows machine, asked of PowerShell's Storage module. Never tried on a real Windows. */
public final class WindowsDrives implements DriveEnumerator {
    /** Gives the JSON object with one list per command, named like the command. */
    public interface PowerShell {
        String report();
    }

    private final PowerShell shell;
    private final Supplier<List<Kept>> kept;
    private final JsonMapper mapper = new JsonMapper();

    /** {@code kept} names, each time anew, what must not be overwritten. */
    public WindowsDrives(PowerShell shell, Supplier<List<Kept>> kept) {
        this.shell = shell;
        this.kept = kept;
    }

    @Override
    public List<Drive> list() {
        try {
            WindowsReport report = WindowsReport.of(mapper.readTree(shell.report()));
            return DriveRules.judge(WindowsPicture.of(report, kept.get()));
        } catch (JacksonException e) {
            throw ProblemException.of(
                    AppProblem.DRIVE_LISTING_FAILED, "drives", "powershell", "reason", e.getOriginalMessage());
        }
    }

    /** What is mounted is left to the writing, which locks the volumes and keeps them locked. */
    @Override
    public void claim(Drive chosen) {
        ChosenDrive.requireAmong(list(), chosen);
    }
}
