package dev.cairn.image.fuzz;

import dev.cairn.image.OtherTools;
import dev.cairn.image.baseos.ElfFile;
import dev.cairn.image.layer.ArchiveMaker;
import dev.cairn.image.lzma.XzDecisions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Makes good specimens of everything that is parsed, the same bytes every time, so that a seed says what happened. */
final class Specimens {
    private static final String TREE = """
            mkdir -p t/etc t/usr/lib/systemd t/boot t/$(printf 'd%.0s' {1..120}); echo hello > t/etc/motd; ln -s motd t/etc/link
            ln t/etc/motd t/etc/zhard; (cd t/d*; echo x > $(printf 'f%.0s' {1..150})); mkfifo t/fifo; seq 1 900 > t/numbers
            echo ID=x > t/etc/os-release; seq 9 99 > t/boot/vmlinuz-6.1; : > t/etc/.wh.gone; : > t/usr/.wh..wh..opq
            truncate -s 400000 t/sparse
            for i in 0 30 60 90; do seq 1 200 | dd of=t/sparse bs=4096 seek=$i conv=notrunc status=none; done
            chmod -R u=rwX,go=rX t
            g() { tar --sort=name --mtime=@1000000000 --owner=7:70000 --group=8 --numeric-owner "$@" -C t .; }
            p() { g --format=posix --pax-option=exthdr.name=%f,delete=atime,delete=ctime "$@"; }
            """;

    private final Path folder;
    private final Path good;
    private final List<Specimen> all = new ArrayList<>();

    Specimens(Path folder) {
        this.folder = folder;
        this.good = folder.resolve("good");
    }

    List<Specimen> all() throws IOException {
        Files.createDirectory(good);
        tars();
        new DiskSpecimens(folder, good).addTo(all);
        ManifestSpecimens.addTo(all, folder);
        initrds();
        new ContentSpecimens(folder, good).addTo(all);
        PackedSpecimens.addTo(all, folder, good);
        return all;
    }

    private void tars() throws IOException {
        OtherTools.shell(good, TREE + """
                g --format=ustar --exclude='./d*' --exclude=./sparse -cf ustar
                g --format=v7 --exclude='./d*' --exclude=./fifo --exclude=./sparse -cf v7
                g --format=gnu --sparse -cf gnu-sparse
                for v in 0.0 0.1 1.0; do p --sparse --sparse-version=$v -cf pax-sparse-$v; done
                rm t/sparse; g --format=gnu -cf gnu; p -cf pax
                gzip -nk pax; xz -0k pax; zstd -q pax
                """).ok();
        for (String name : List.of(
                "ustar", "v7", "gnu", "gnu-sparse", "pax", "pax-sparse-0.0", "pax-sparse-0.1", "pax-sparse-1.0")) {
            archive(name, Repairs::tar);
        }
        ArchiveMaker maker = new ArchiveMaker(good, "plain");
        String image = maker.descriptor(maker.manifest("amd64", "ustar", "gnu"), "image.manifest.v1+json", "");
        String nested = maker.blob("{\"manifests\":[" + image + "]}");
        Files.move(maker.oci(maker.descriptor(nested, "image.index.v1+json", "")), good.resolve("oci-archive"));
        Files.move(maker.docker("-cf", "ustar", "gnu"), good.resolve("docker-archive"));
        archive("oci-archive", Repairs::tar);
        archive("docker-archive", Repairs::tar);
        for (String name : List.of("oci-archive", "docker-archive")) {
            byte[] images = Files.readAllBytes(good.resolve(name));
            all.add(Specimen.whole(
                    "images " + name, folder.resolve("i-" + name), images, Repairs::tar, Parsers::images));
        }
        byte[] program = Arrays.copyOf(Files.readAllBytes(Path.of("/bin/sh")), ElfFile.HEAD_BYTES);
        all.add(Specimen.whole("elf", folder.resolve("elf"), program, bytes -> {}, Parsers::elf));
        for (String name : List.of("pax.gz", "pax.xz", "pax.zst")) {
            archive(name, bytes -> {});
        }
        byte[] packed = Files.readAllBytes(good.resolve("pax.xz"));
        byte[] decisions = XzDecisions.of(packed).orElseThrow();
        all.add(Specimen.whole("xz", folder.resolve("xz"), packed, bytes -> {}, Parsers::xz));
        all.add(Specimen.whole(
                "xz-decisions", folder.resolve("xz-decisions"), decisions, bytes -> {}, Parsers::xzDecisions));
    }

    /** Archives of cpio, plain and packed in every way, one behind the other. */
    private void initrds() throws IOException {
        OtherTools.run("cpio", "--version").ok();
        OtherTools.run("lz4", "--version").ok();
        OtherTools.shell(good, """
                find t -depth -exec touch -h -d @1000000000 {} +
                c() { (cd t; find etc usr numbers fifo | LC_ALL=C sort | cpio -o --quiet --reproducible -R 7:8 -H $1); }
                c newc > cpio-newc; c crc > cpio-crc; z() { cat cpio-newc; head -c 512 /dev/zero; }
                { z; gzip -n < cpio-crc; } > initrd-gzip; { z; bzip2 < cpio-crc; } > initrd-bzip2
                { z; xz --check=crc32 < cpio-crc; } > initrd-xz; { z; zstd -q < cpio-crc; } > initrd-zstd
                { z; lz4 -q -l < cpio-crc; } > initrd-lz4; bzip2 < cpio-newc > packed; cat packed packed > initrd-front; truncate -s %4 initrd-front; cat cpio-crc >> initrd-front
                """).ok();
        for (String name : List.of(
                "cpio-newc",
                "cpio-crc",
                "initrd-gzip",
                "initrd-bzip2",
                "initrd-xz",
                "initrd-zstd",
                "initrd-lz4",
                "initrd-front")) {
            byte[] bytes = Files.readAllBytes(good.resolve(name));
            all.add(Specimen.whole(name, folder.resolve(name), bytes, damaged -> {}, Parsers::initrd));
        }
    }

    private void archive(String name, Consumer<byte[]> repair) throws IOException {
        byte[] bytes = Files.readAllBytes(good.resolve(name));
        all.add(Specimen.whole(name, folder.resolve(name), bytes, repair, Parsers::archive));
    }
}
