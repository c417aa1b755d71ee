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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The drives of a Linux machine. A drive is offered only when nothing speaks against it; what cannot be found out does. */
public final class LinuxDrives implements DriveEnumerator {
    private final Path root;
    private final Supplier<List<Kept>> kept;
    private final Function<Path, String> numbers;

    /**
     * {@code root} is the folder that holds sys, proc, dev and run: {@code /} but for recorded machines. {@code kept} names, each time anew,
     * what must not be overwritten.
     */
    public LinuxDrives(Path root, Supplier<List<Kept>> kept) {
        this(root, kept, OpenDescriptors::number);
    }

    LinuxDrives(Path root, Supplier<List<Kept>> kept, Function<Path, String> numbers) {
        this.root = KernelFiles.real(root);
        this.kept = kept;
        this.numbers = numbers;
    }

    @Override
    public List<Drive> list() {
        return DriveRules.judge(picture(any -> true));
    }

    @Override
    public void prepare(Drive chosen) {
        new Unmounting(Unmounting.UMOUNT).unmount(chosen);
    }

    /**
     * A descriptor keeps its device number from being given to another drive. So the number of what is open is compared first, and then
     * all that sysfs tells under this number, the disk sequence with it, is read anew.
     */
    @Override
    public void requireSame(Drive chosen) {
        boolean open = new OpenDescriptors(root, numbers).areOnly(chosen.device(), chosen.number());
        Predicate<Disk> thisOne = disk -> disk.number().equals(chosen.number());
        boolean same = open
                && DriveRules.judge(picture(thisOne)).stream()
                        .anyMatch(now -> now.offered() && now.unmounts().isEmpty() && now.isSameAs(chosen));
        if (!same) {
            throw ProblemException.of(AppProblem.DRIVE_CHANGED, "write", chosen.device());
        }
    }

    private Machine picture(Predicate<Disk> look) {
        return new LinuxPicture(root, kept.get(), look).take();
    }
}
