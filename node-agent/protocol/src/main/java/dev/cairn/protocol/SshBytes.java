package dev.cairn.protocol;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Puts values one behind the other in the encoding of SSH (RFC 4251 section 5). One thread. */
final class SshBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    SshBytes string(byte[] bytes) {
        return uint32(bytes.length).raw(bytes);
    }

    SshBytes string(String text) {
        return string(text.getBytes(StandardCharsets.UTF_8));
    }

    SshBytes uint32(int value) {
        return raw(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    SshBytes uint64(long value) {
        return raw(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }

    private SshBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
