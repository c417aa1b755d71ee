package dev.cairn.app.domain.vault;

import java.util.Arrays;

/** What opens the vault. Owns its secret and wipes it when closed; for one thread. */
public sealed interface Opener extends AutoCloseable {
    /** Which kind of opener this is. */
    OpenerKind kind();

    /** Overwrites the secret with zeros. */
    @Override
    void close();

    /** What a person types. */
    final class Passphrase implements Opener {
        private final char[] characters;

        /** Takes the array over. */
        public Passphrase(char[] characters) {
            this.characters = characters;
        }

        /** The array itself, not a copy. */
        public char[] characters() {
            return characters;
        }

        @Override
        public OpenerKind kind() {
            return OpenerKind.PASSPHRASE;
        }

        @Override
        public void close() {
            Arrays.fill(characters, '\0');
        }
    }

    /** What a key file holds, for use without anybody there. */
    final class KeyFile implements Opener {
        /** How many random bytes a key file holds. */
        public static final int BYTES = 32;

        private final byte[] key;

        /** Takes the array over. */
        public KeyFile(byte[] key) {
            if (key.length != BYTES) {
                throw new IllegalArgumentException("a key file holds " + BYTES + " bytes");
            }
            this.key = key;
        }

        /** The array itself, not a copy. */
        public byte[] key() {
            return key;
        }

        @Override
        public OpenerKind kind() {
            return OpenerKind.KEY_FILE;
        }

        @Override
        public void close() {
            Arrays.fill(key, (byte) 0);
        }
    }
}
