package dev.cairn.app.adapter.vault;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What trying one passphrase costs: Argon2id, RFC 9106. Immutable.
 *
 * @param memoryKib memory in KiB
 * @param passes how often it is gone through
 * @param lanes how many lanes it is split into
 */
record Argon2Cost(int memoryKib, int passes, int lanes) {
    /** The second recommended option of RFC 9106 section 4: 64 MiB, three passes, four lanes. */
    static final Argon2Cost RECOMMENDED = new Argon2Cost(64 * 1024, 3, 4);

    private static final int MOST_MEMORY_KIB = 1024 * 1024;
    private static final int MOST_PASSES = 16;
    private static final int MOST_LANES = 16;
    private static final int LEAST_KIB_PER_LANE = 8;
    private static final int KEY_BYTES = 32;

    /** Whether a file may ask for this: what it costs is bounded before anything is computed. */
    boolean isBearable() {
        return lanes >= 1
                && lanes <= MOST_LANES
                && passes >= 1
                && passes <= MOST_PASSES
                && memoryKib >= LEAST_KIB_PER_LANE * lanes
                && memoryKib <= MOST_MEMORY_KIB;
    }

    /** 32 bytes from a passphrase and a salt. */
    byte[] derive(byte[] passphrase, byte[] salt) {
        return generate(parameters().withSalt(salt).build(), passphrase, KEY_BYTES);
    }

    /** The parameters without salt. */
    Argon2Parameters.Builder parameters() {
        return new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(passes)
                .withParallelism(lanes);
    }

    static byte[] generate(Argon2Parameters parameters, byte[] passphrase, int bytes) {
        byte[] out = new byte[bytes];
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(parameters);
        generator.generateBytes(passphrase, out);
        return out;
    }
}
