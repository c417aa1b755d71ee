package dev.cairn.app.adapter.drive.macos;

import dev.cairn.app.adapter.drive.ChosenDrive;
import dev.cairn.app.adapter.drive.macos.Plist.Dict;
import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveEnumerator;
import dev.cairn.app.domain.drive.picture.DriveRules;
import dev.cairn.app.domain.drive.picture.Kept;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.xml.stream.XMLStreamException;

/** The drives of a Mac, asked of diskutil and tmutil. Never tried on a real Mac. */
public final class MacDrives implements DriveEnumerator {
    /** Answers a command line of diskutil or tmutil with its property list. */
    public interface Commands {
        String output(String... command);
    }

    private final Commands commands;
    private final Supplier<List<Kept>> kept;

    /** {@code kept} names, each time anew, what must not be overwritten. */
    public MacDrives(Commands commands, Supplier<List<Kept>> kept) {
        this.commands = commands;
        this.kept = kept;
    }

    @Override
    public List<Drive> list() {
        Dict list = ask("diskutil", "list", "-plist");
        Map<String, Dict> infos = new HashMap<>();
        for (String disk : list.texts("WholeDisks")) {
            infos.put(disk, ask("diskutil", "info", "-plist", disk));
        }
        Dict apfs = ask("diskutil", "apfs", "list", "-plist");
        return DriveRules.judge(MacPicture.of(new MacReport(list, infos, apfs, backups()), kept.get()));
    }

    /** Without any destination tmutil may have no answer; backup volumes of APFS are known by their role as well. */
    private Dict backups() {
        try {
            return ask("tmutil", "destinationinfo", "-X");
        } catch (ProblemException e) {
            return new Dict(Map.of());
        }
    }

    private Dict ask(String... command) {
        try {
            return Plist.dict(commands.output(command));
        } catch (XMLStreamException e) {
            throw ProblemException.of(
                    AppProblem.DRIVE_LISTING_FAILED, "drives", command[0], "reason", String.valueOf(e.getMessage()));
        }
    }

    /** What is mounted is left to the writing, which unmounts it and keeps it so. */
    @Override
    public void claim(Drive chosen) {
        ChosenDrive.requireAmong(list(), chosen);
    }
}
