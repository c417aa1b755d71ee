package dev.cairn.protocol;

/** Which of a machine's internal disks is meant. Immutable. */
public sealed interface DiskChoice {
    int MAX_TEXT = 200;

    /** The machine has one, or nothing is done. */
    record OnlyInternal() implements DiskChoice {
        @Override
        public String text() {
            return "only-internal";
        }
    }

    /** The largest one; of two equally large ones none. */
    record LargestInternal() implements DiskChoice {
        @Override
        public String text() {
            return "largest-internal";
        }
    }

    /** The one with this serial number, as the kernel tells it. */
    record Serial(String serial) implements DiskChoice {
        public Serial {
            requireName("serial", serial);
        }

        @Override
        public String text() {
            return "serial:" + serial;
        }
    }

    /** The one at this place, as a name below {@code /dev/disk/by-path}, for example {@code pci-0000:00:17.0-ata-1}. */
    record AtPath(String path) implements DiskChoice {
        public AtPath {
            requireName("path", path);
            if (path.contains("/")) {
                throw new IllegalArgumentException("path is a name below /dev/disk/by-path and has no slash");
            }
        }

        @Override
        public String text() {
            return "path:" + path;
        }
    }

    /** The form in seeds and on the command line. */
    String text();

    /** Reads the form; throws {@link IllegalArgumentException} that names what it does not know. */
    static DiskChoice of(String text) {
        if (text.equals("only-internal")) {
            return new OnlyInternal();
        }
        if (text.equals("largest-internal")) {
            return new LargestInternal();
        }
        if (text.startsWith("serial:")) {
            return new Serial(text.substring("serial:".length()));
        }
        if (text.startsWith("path:")) {
            return new AtPath(text.substring("path:".length()));
        }
        throw new IllegalArgumentException(
                "a disk is only-internal, largest-internal, serial:NUMBER or path:NAME, not " + Names.shown(text));
    }

    private static void requireName(String what, String value) {
        Names.requireText(what, value, MAX_TEXT);
        if (value.isBlank() || !value.strip().equals(value)) {
            throw new IllegalArgumentException(what + " is empty or has blanks around it");
        }
    }
}
