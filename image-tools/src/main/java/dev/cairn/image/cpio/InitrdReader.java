package dev.cairn.image.cpio;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.layer.Content;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * Reads initrds as the kernel does: archives in the forms "newc" and "crc", plain or packed, in any number, with zeros between them (Linux
 * Documentation/driver-api/early-userspace/buffer-format.rst, grammar of "initramfs"; init/initramfs.c). Nothing is kept: memory does not grow with
 * the initrd. Stateless.
 */
public final class InitrdReader {
    private InitrdReader() {}

    /** Hears of each entry in order. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * @param content its bytes, good during this call only; what is not read is passed
         * @return whether to go on
         */
        boolean entry(CpioEntry entry, InputStream content) throws IOException;
    }

    /**
     * Reads all segments; what is damaged, cut off or none is {@link ImageProblem#INITRD_CORRUPT} with reason and offset.
     *
     * @param element what errors call the initrd
     */
    public static void read(Content initrd, String element, Visitor visitor) {
        run(initrd, element, visitor, SegmentReader::all);
    }

    /**
     * Reads the plain segments that the initrd begins with, and nothing of what follows: where a kernel looks for microcode (Linux lib/earlycpio.c).
     * Without any, nothing is visited.
     */
    public static void readFront(Content initrd, String element, Visitor visitor) {
        run(initrd, element, visitor, SegmentReader::front);
    }

    /** Whether the first segment begins as one does; false also for forms that are not read here. */
    public static boolean begins(Content initrd) throws IOException {
        try (InitrdInput input = new InitrdInput(initrd)) {
            return new SegmentReader(input, (entry, content) -> false).begins();
        }
    }

    private interface Reading {
        void of(SegmentReader reader) throws IOException;
    }

    private static void run(Content initrd, String element, Visitor visitor, Reading reading) {
        try (InitrdInput input = new InitrdInput(initrd)) {
            SegmentReader reader = new SegmentReader(input, visitor);
            try {
                reading.of(reader);
            } catch (EOFException e) {
                throw corrupt(element, reader, "it ends too early", e);
            } catch (IOException e) {
                throw corrupt(element, reader, String.valueOf(e.getMessage()), e);
            }
        } catch (IOException e) {
            throw ImageException.io("initrd", element, e);
        }
    }

    private static ImageException corrupt(String element, SegmentReader reader, String reason, IOException cause) {
        return new ImageException(
                ImageProblem.INITRD_CORRUPT,
                "initrd",
                element,
                Map.of("reason", reason, "offset", Long.toString(reader.place())),
                cause);
    }
}
