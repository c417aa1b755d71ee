package dev.cairn.app.usecase.flash;

import dev.cairn.app.domain.drive.DriveWrite;
import dev.cairn.app.domain.drive.DriveWriteRepository;
import dev.cairn.app.domain.drive.FlashPlace;
import dev.cairn.app.domain.drive.FlashRun;
import dev.cairn.app.domain.fleet.Node;
import dev.cairn.app.domain.fleet.NodeRepository;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the next host name: the lowest number that no written drive, no node and no drive being written has. */
final class Identities {
    private final DriveWriteRepository writes;
    private final NodeRepository nodes;

    Identities(DriveWriteRepository writes, NodeRepository nodes) {
        this.writes = writes;
        this.nodes = nodes;
    }

    @Nullable
    String next(FlashRun run, List<FlashDrive> onTheLine) {
        if (run.hostPrefix() == null) {
            return null;
        }
        Set<String> taken = new HashSet<>();
        Stream.of(
                        writes.all().stream()
                                .filter(write -> write.problem() == null)
                                .map(DriveWrite::flash)
                                .filter(Objects::nonNull)
                                .map(FlashPlace::identity),
                        nodes.all().stream().map(Node::hostName),
                        onTheLine.stream()
                                .filter(drive -> drive.state() == FlashState.WRITING)
                                .map(FlashDrive::identity))
                .flatMap(names -> names)
                .filter(Objects::nonNull)
                .forEach(taken::add);
        int number = 1;
        while (taken.contains(run.hostName(number))) {
            number++;
        }
        return run.hostName(number);
    }
}
