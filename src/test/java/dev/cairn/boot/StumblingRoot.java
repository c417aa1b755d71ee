package dev.cairn.boot;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A base OS whose data partition is not ready at the first look of each start, so that everything that needs it fails to start. */
final class StumblingRoot {
    /** Printed on the console when it happens. */
    static final String SAID = "the data partition is not ready";

    private static final String DROP_IN = "./etc/systemd/system/cairn-data.service.d";
    private static final String TEXT = """
            [Service]
            ExecStartPre=/bin/sh -c '[ ! -e /run/stumbled ] || exit 0; : >/run/stumbled; echo "%s" >/dev/console; exit 1'
            """.formatted(SAID);

    private StumblingRoot() {}

    static Path of(Path goodTar, Path folder) throws Exception {
        Path stumbling = folder.resolve("debian-13-stumbling.tar");
        Files.copy(goodTar, stumbling, StandardCopyOption.REPLACE_EXISTING);
        Path tree = folder.resolve("stumbling-tree");
        Path dropIn = Files.createDirectories(tree.resolve(DROP_IN).normalize());
        Files.writeString(dropIn.resolve("stumble.conf"), TEXT);
        EditedTar.append(stumbling, tree, DROP_IN);
        return stumbling;
    }
}
