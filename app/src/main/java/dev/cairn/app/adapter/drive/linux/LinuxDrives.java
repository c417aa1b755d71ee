package dev.cairn.app.adapter.drive.linux;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.drive.Drive;
import dev.cairn.app.domain.drive.DriveEnumerator;
import dev.cairn.app.domain.drive.picture.Disk;
import dev.cairn.app.domain.drive.picture.DriveRules;
import dev.cairn.app.domain.drive.picture.Kept;
import dev.cairn.app.domain.drive.picture.Machine;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The drives of a Linux machine. A drive is offered only when nothing speaks against it; what cannot be found out does. */
public final class LinuxDrives implements DriveEnumerator {
    private final Path root;
    private final Supplier<List<Kept>> kept;
    private final Function<Path, String> numbers;
    private final Unmounting.Unmount unmount;

    /**
     * {@code root} is the folder that holds sys, proc, dev and run: {@code /} but for recorded machines. {@code kept} names, each time anew,
     * what must not be overwritten.
     */
    public LinuxDrives(Path root, Supplier<List<Kept>> kept) {
        this(root, kept, OpenDescriptors::number, Unmounting.asThisUserMay(root));
    }

    LinuxDrives(Path root, Supplier<List<Kept>> kept, Function<Path, String> numbers, Unmounting.Unmount unmount) {
        this.root = KernelFiles.real(root);
        this.kept = kept;
        this.numbers = numbers;
        this.unmount = unmount;
    }

    @Override
    public List<Drive> list() {
        // Looking at a drive that is being written would slow it down, and tell only what was just written.
        Set<String> ours = new OpenDescriptors(root, numbers).all();
        return DriveRules.judge(picture(disk -> !ours.contains(disk.number())));
    }

    @Override
    public void claim(Drive chosen) {
        Drive now = stillThe(chosen);
        if (!now.unmounts().isEmpty()) {
            new Unmounting(unmount).unmount(now);
            now = stillThe(chosen);
        }
        if (!now.unmounts().isEmpty()) {
            throw changed(chosen);
        }
    }

    /**
     * A descriptor keeps its device number from being given to another drive. So the number of what is open is compared first, and then
     * all that sysfs tells under this number, the disk sequence with it, is read anew.
     */
    private Drive stillThe(Drive chosen) {
        if (!new OpenDescriptors(root, numbers).areOnly(chosen.device(), chosen.number())) {
            throw changed(chosen);
        }
        return DriveRules.judge(picture(disk -> disk.number().equals(chosen.number()))).stream()
                .filter(now -> now.offered() && now.isSameAs(chosen))
                .findFirst()
                .orElseThrow(() -> changed(chosen));
    }

    private static ProblemException changed(Drive chosen) {
        return ProblemException.of(AppProblem.DRIVE_CHANGED, "write", chosen.device());
    }

    private Machine picture(Predicate<Disk> look) {
        return new LinuxPicture(root, kept.get(), look).take();
    }
}
