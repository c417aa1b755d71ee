package dev.cairn.image.content;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Says by its bytes whether Kubernetes will take an artifact, and how a file with it has to end. Stateless. */
final class ContentKind {
    /** What is applied as one object, base64 included, has to fit into etcd's 1.5 MiB. */
    static final long MOST_CHART_BYTES = 1 << 20;

    /** How many of the first bytes are looked at. */
    static final int HEAD_BYTES = 512;

    private static final int USTAR_AT = 257;

    private ContentKind() {}

    /** @param head the first 512 bytes or all there are */
    static String file(ContentSource source, byte[] head, long bytes) {
        return switch (source.type()) {
            case IMAGES -> archive(source.file(), head);
            case CHART -> chart(source.file(), head, bytes);
            case MANIFEST -> text(source.file(), head, bytes);
        };
    }

    /** The ends by which k3s tells archives (k3s-io/k3s, pkg/agent/containerd; wharfie, tarfile). */
    private static String archive(Path file, byte[] head) {
        if (head.length > USTAR_AT + 5
                && head[USTAR_AT] == 'u'
                && head[USTAR_AT + 1] == 's'
                && head[USTAR_AT + 2] == 't') {
            return ".tar";
        }
        if (startsWith(head, 0x1f, 0x8b)) {
            return ".tar.gz";
        }
        if (startsWith(head, 0x28, 0xb5, 0x2f, 0xfd)) {
            return ".tar.zst";
        }
        throw unusable(file, "k3s imports image archives as tar, tar.gz and tar.zst only");
    }

    private static String chart(Path file, byte[] head, long bytes) {
        if (!startsWith(head, 0x1f, 0x8b)) {
            throw unusable(file, "a chart is a .tgz as helm package makes it");
        }
        return small(file, ".tgz", bytes);
    }

    private static String text(Path file, byte[] head, long bytes) {
        try {
            // The first bytes may end inside a character: the last three are left out.
            int end = bytes > head.length ? head.length - 3 : head.length;
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(head, 0, end))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return small(file, ".yaml", bytes);
            }
        } catch (CharacterCodingException binary) {
            // Told below.
        }
        throw unusable(file, "it is no text, and so no objects of Kubernetes");
    }

    private static String small(Path file, String end, long bytes) {
        if (bytes > MOST_CHART_BYTES) {
            throw unusable(file, bytes + " bytes; Kubernetes keeps at most " + MOST_CHART_BYTES + " in one object");
        }
        return end;
    }

    private static boolean startsWith(byte[] head, int... magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= head.length || (head[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    static ImageException unusable(Path file, String reason) {
        return new ImageException(ImageProblem.CONTENT_UNUSABLE, "content", file.toString(), Map.of("reason", reason));
    }
}
