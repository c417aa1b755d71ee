package dev.cairn.image.cpio;

import dev.cairn.image.OtherTools;
import java.nio.file.Path;

/** A folder with one of everything that an archive holds; devices and other owners only where root makes it. */
final class SampleTree {
    /** Type, rights, owner, time (but of symlinks, which GNU cpio sets none), target and size of everything, in the order of names. */
    static final String LISTING =
            "find . -mindepth 1 \\( -type d -printf '%P %y %m %U:%G %Ts\\n' -o -type l -printf '%P %y %m %U:%G %l\\n' -o -printf '%P %y %m %U:%G %Ts %s\\n' \\) | LC_ALL=C sort;"
                    + " find . -type c -o -type b | LC_ALL=C sort | xargs -r stat -c '%n %t %T'";

    static final String CONTENTS = "find . -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum";

    private static final String MAKE = """
            mkdir -p etc usr/bin "with space"; echo hello > etc/motd; : > etc/empty; seq 1 90000 > usr/bin/one
            chmod 4711 usr/bin/one; chmod 700 etc; ln -s ../etc/motd usr/bin/link; mkfifo fifo; echo x > $'caf\\xe9'
            echo y > 'with space/ü'; printf 'abc' > three; printf 'abcd' > four; printf 'abcde' > five
            """;

    private static final String MAKE_AS_ROOT =
            "mknod null c 1 3; mknod disk b 259 70000; chown 1000:1001 etc/motd; chown 70000:3000000000 four";

    private SampleTree() {}

    static void make(Path folder) {
        OtherTools.shell(folder, MAKE).ok();
        if (OtherTools.isRoot()) {
            OtherTools.shell(folder, MAKE_AS_ROOT).ok();
        }
        OtherTools.shell(folder, "find . -depth -exec touch -h -d @1000000007 {} +")
                .ok();
    }
}
