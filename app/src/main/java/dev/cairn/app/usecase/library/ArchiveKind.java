package dev.cairn.app.usecase.library;

/** Tells archives by their first bytes: tar (POSIX ustar magic), gzip, xz, zstd. */
final class ArchiveKind {
    private ArchiveKind() {}

    static boolean isArchive(byte[] head) {
        return isTar(head)
                || startsWith(head, 0x1f, 0x8b)
                || startsWith(head, 0xfd, '7', 'z', 'X', 'Z')
                || startsWith(head, 0x28, 0xb5, 0x2f, 0xfd);
    }

    private static boolean isTar(byte[] head) {
        return head.length >= 262
                && head[257] == 'u'
                && head[258] == 's'
                && head[259] == 't'
                && head[260] == 'a'
                && head[261] == 'r';
    }

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
