package dev.cairn.app.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The inputs of the image bench: two Debian 13 roots with kernel, JRE and compiler, of the release and with all updates. */
final class DebianRoots {
    static final String PACKAGES = "linux-image-amd64,systemd,systemd-sysv,systemd-boot-efi,systemd-resolved,"
            + "systemd-timesyncd,libnss-resolve,initramfs-tools,udev,dbus,iproute2,fdisk,e2fsprogs,kmod,zstd,"
            + "ca-certificates,mount,util-linux,procps,openjdk-21-jre-headless,build-essential";
    private static final String MAKE = """
            site() {
                apt-get indextargets --format '$(LABEL)|$(REPO_URI)' 2>/dev/null |
                    sed -n "s/^$1|\\\\(https\\\\{0,1\\\\}:.*\\\\)/\\\\1/p" | sort -u | head -n 1
            }
            mirror=$(site Debian); security=$(site Debian-Security)
            out=$1; updates=$2
            work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
            printf '%s\\n' MODULES=most COMPRESS=zstd >"$work/cairn.conf"
            export SOURCE_DATE_EPOCH=1767225600
            set -- "deb $mirror trixie main"
            if [ "$updates" = yes ]; then
                set -- "$@" "deb $mirror trixie-updates main" "deb $security trixie-security main"
            fi
            mmdebstrap --quiet --variant=essential --format=tar --include=PACKAGES \\
                --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' \\
                --essential-hook='mkdir -p "$1/etc/initramfs-tools/conf.d" "$1/usr/share/man/man1"' \\
                --essential-hook="copy-in $work/cairn.conf /etc/initramfs-tools/conf.d" \\
                --customize-hook='rm -rf "$1"/var/log/* "$1"/var/cache/* "$1"/var/lib/apt/lists/*' \\
                trixie "$out.part.tar" "$@"
            mv "$out.part.tar" "$out"
            """;

    private final Path folder;
    private final Consumer<String> say;

    DebianRoots(Path folder, Consumer<String> say) {
        this.folder = folder;
        this.say = say;
    }

    /** The root as it was released: the suite main alone. */
    Path released() throws IOException, InterruptedException {
        return made("released.tar", "no");
    }

    /** The root with updates and security updates. */
    Path updated() throws IOException, InterruptedException {
        return made("updated.tar", "yes");
    }

    private Path made(String name, String updates) throws IOException, InterruptedException {
        Path tar = folder.resolve(name);
        if (!Files.exists(tar)) {
            Tools.needs("mmdebstrap", "mmdebstrap");
            say.accept("makes " + tar);
            Tools.shell(MAKE.replace("PACKAGES", PACKAGES), tar, Path.of(updates));
        }
        return tar;
    }
}
