package dev.cairn.agent.linux;

import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.agent.stick.Stick;
import dev.cairn.agent.stick.Sticks;
import dev.cairn.protocol.StickLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A block device whose FAT file system has the label {@link StickLayout#LABEL}, by udev's links. It is mounted for as long as it is read, where nobody
 * else mounts, without devices, programs or set-user-ids. Used by one lane.
 */
public final class LinuxSticks implements Sticks {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Path link;
    private final Path point;
    private final Commands commands;

    /** {@code root} is {@code /} but in tests. */
    public LinuxSticks(Path root, Commands commands) {
        this.link = root.resolve("dev/disk/by-label").resolve(StickLayout.LABEL);
        this.point = root.resolve("run/cairn/stick");
        this.commands = commands;
    }

    @Override
    public Optional<String> plugged() {
        try {
            // udev makes the link anew for each stick.
            return Optional.of(
                    link.toRealPath() + " " + Files.getLastModifiedTime(link, java.nio.file.LinkOption.NOFOLLOW_LINKS));
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    @Override
    public Stick open() throws IOException {
        Files.createDirectories(point);
        mount("ro,nosuid,nodev,noexec");
        return new Mounted();
    }

    private void mount(String options) throws IOException {
        Commands.Result result = commands.run(
                LIMIT, "mount", "-t", "vfat", "-o", options, link.toRealPath().toString(), point.toString());
        if (!result.succeeded()) {
            throw new IOException("it cannot be mounted: " + result.output().strip());
        }
    }

    private final class Mounted implements Stick {
        @Override
        public StickLayout layout() {
            return new StickLayout(point);
        }

        @Override
        public void allowWriting() throws IOException {
            mount("remount,rw,nosuid,nodev,noexec");
        }

        @Override
        public void close() {
            try {
                commands.run(LIMIT, "umount", point.toString());
            } catch (IOException gone) {
                // It was pulled out; the next look finds no stick.
            }
        }
    }
}
