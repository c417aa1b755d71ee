package dev.cairn.app.adapter.vault;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;

/** A passphrase as bytes: UTF-8 of its canonical composition (Unicode NFC), since keyboards of other systems compose differently. */
final class PassphraseBytes {
    private PassphraseBytes() {}

    static byte[] of(char[] characters) {
        CharBuffer typed = CharBuffer.wrap(characters);
        // The normalizer leaves a copy on the heap, so only what needs it goes through it.
        boolean plain = typed.chars().allMatch(character -> character < 128);
        CharBuffer composed = plain ? typed : CharBuffer.wrap(Normalizer.normalize(typed, Normalizer.Form.NFC));
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(composed);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        Arrays.fill(encoded.array(), (byte) 0);
        return bytes;
    }
}
