package dev.cairn.app.adapter.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class Argon2CostTest {
    @Test
    void computesTheVectorOfRfc9106Section53() {
        byte[] tag = Argon2Cost.generate(
                new Argon2Cost(32, 3, 4)
                        .parameters()
                        .withSalt(filled(16, 2))
                        .withSecret(filled(8, 3))
                        .withAdditional(filled(12, 4))
                        .build(),
                filled(32, 1),
                32);
        assertThat(HexFormat.of().formatHex(tag))
                .isEqualTo("0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659");
    }

    @Test
    void bearsNoCostThatAFileMadeUp() {
        assertThat(Argon2Cost.RECOMMENDED.isBearable()).isTrue();
        assertThat(new Argon2Cost(1 << 20, 16, 16).isBearable()).isTrue();
        assertThat(new Argon2Cost((1 << 20) + 1, 3, 4).isBearable()).isFalse();
        assertThat(new Argon2Cost(Integer.MIN_VALUE, 3, 4).isBearable()).isFalse();
        assertThat(new Argon2Cost(31, 3, 4).isBearable()).isFalse();
        assertThat(new Argon2Cost(65536, 17, 4).isBearable()).isFalse();
        assertThat(new Argon2Cost(65536, 0, 4).isBearable()).isFalse();
        assertThat(new Argon2Cost(65536, 3, 17).isBearable()).isFalse();
        assertThat(new Argon2Cost(65536, 3, 0).isBearable()).isFalse();
    }

    private static byte[] filled(int count, int value) {
        byte[] bytes = new byte[count];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
