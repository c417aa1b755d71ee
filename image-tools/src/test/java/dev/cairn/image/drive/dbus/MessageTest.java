package dev.cairn.image.drive.dbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MessageTest {
    private static final Map<Integer, Object> FIELDS =
            Map.of(Message.PATH, "/a", Message.MEMBER, "M", Message.REPLY_SERIAL, 7, Message.SIGNATURE, "sa{sv}u");

    private static byte[] message() {
        byte[] body = new BodyWriter()
                .string("rw")
                .options(Map.of("flags", 5, "text", "x"))
                .uint32(9)
                .bytes();
        return Message.marshalled(Message.RETURN, 3, FIELDS, body);
    }

    @Test
    void whatWasWrittenIsRead() throws IOException {
        Message message = Message.of(ByteBuffer.wrap(message()), List.of(11));
        assertThat(message.values()).containsExactly("rw", Map.of("flags", 5L, "text", "x"), 9L);
        assertThat(message.answers(7)).isTrue();
        assertThat(message.descriptors()).containsExactly(11);
        assertThat(Message.remaining(ByteBuffer.wrap(message()))).isEqualTo(message().length - Message.HEAD_BYTES);
    }

    /** Specification, "Message Format": the same in the order of bytes that this side never sends. */
    @Test
    void messagesInBigEndianAreRead() throws IOException {
        byte[] big = HexFormat.of()
                .parseHex("42020001" + "00000004" + "00000001" + "0000000f" + "05017500" + "00000007" + "08016700"
                        + "01750000" + "0000002a");
        assertThat(Message.of(ByteBuffer.wrap(big), List.of()).values()).containsExactly(42L);
    }

    @Test
    void damagedMessagesAreRefusedAndNothingElse() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int refused = 0;
        for (int run = 0; run < 20_000; run++) {
            byte[] damaged = message();
            for (int i = 0; i <= random.nextInt(3); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(damaged, Message.HEAD_BYTES + random.nextInt(damaged.length));
            try {
                Message.of(ByteBuffer.wrap(random.nextBoolean() ? damaged : cut), List.of());
            } catch (IOException e) {
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + " run " + run, e);
            }
        }
        assertThat(refused).isGreaterThan(1000);
    }

    @Test
    void nothingIsReadThatIsTooLong() {
        ByteBuffer head = ByteBuffer.wrap(message());
        head.putInt(4, 0x7fff_ffff);
        assertThatCode(() -> Message.remaining(head)).isInstanceOf(IOException.class);
    }
}
