package dev.cairn.agent.k3s;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtoMessageTest {
    @Test
    void numbersAndTextsComeBackAlsoTheLargestIds() throws IOException {
        ProtoMessage message = ProtoMessage.of(
                ProtoMessage.number(1, -1L),
                ProtoMessage.text(2, "pump"),
                ProtoMessage.text(2, "two"),
                ProtoMessage.number(9, 300));
        ProtoMessage read = ProtoMessage.read(message.encoded());
        assertThat(read.number(1)).isEqualTo(-1L);
        assertThat(read.texts(2)).containsExactly("pump", "two");
        assertThat(read.number(9)).isEqualTo(300);
        assertThat(read.number(7)).isZero();
    }

    @Test
    void damagedMessagesAreRefusedAndNeverRead() {
        byte[] good = ProtoMessage.of(ProtoMessage.text(1, "a longer text"), ProtoMessage.number(3, 1 << 20))
                .encoded();
        Random random = new Random(7);
        for (int run = 0; run < 20_000; run++) {
            byte[] bad = java.util.Arrays.copyOf(good, random.nextInt(good.length) + 1);
            bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            try {
                ProtoMessage.read(bad).messages(1);
            } catch (IOException refused) {
                assertThat(refused).hasMessageStartingWith("etcd's answer");
            }
        }
        assertThatThrownBy(() -> ProtoMessage.read(new byte[] {10, 127})).isInstanceOf(IOException.class);
    }
}
