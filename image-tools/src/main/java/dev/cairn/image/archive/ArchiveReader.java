package dev.cairn.image.archive;

import dev.cairn.image.ImageException;
import dev.cairn.image.ImageProblem;
import dev.cairn.image.Json;
import dev.cairn.image.Region;
import dev.cairn.image.Sha256;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads documents out of an archive and holds them to their digests and sizes. Belongs to one thread. */
final class ArchiveReader {
    private static final int MAX_DOCUMENT = 4 << 20;
    private static final Pattern SHA256 = Pattern.compile("sha256:([0-9a-f]{64})");

    private final ArchiveMembers members;
    private final String origin;

    ArchiveReader(ArchiveMembers members, String origin) {
        this.members = members;
        this.origin = origin;
    }

    /** A document that nothing but its place names. */
    <T> T document(String path, Class<T> type) {
        Region region = member(path);
        return parse(bytes(region, path), type, path, region.offset());
    }

    /** A document that a descriptor names. */
    <T> T document(ArchiveDocuments.Descriptor descriptor, Class<T> type) {
        String digest = digest(descriptor);
        String path = path(descriptor);
        Region region = blob(descriptor);
        byte[] bytes = bytes(region, path);
        if (!Sha256.of(bytes).equals(digest)) {
            throw corrupt(path + " is not what its digest says", region.offset());
        }
        return parse(bytes, type, path, region.offset());
    }

    /** Where a blob stands; its digest is left to be checked by who reads it. */
    Region blob(ArchiveDocuments.Descriptor descriptor) {
        String path = path(descriptor);
        Region region = member(path);
        if (region.length() != descriptor.size()) {
            throw corrupt(path + " has " + region.length() + " bytes instead of " + descriptor.size(), region.offset());
        }
        return region;
    }

    String digest(ArchiveDocuments.@Nullable Descriptor descriptor) {
        return digest(descriptor == null ? null : descriptor.digest());
    }

    /** The hexadecimal digits of a digest as documents write it. */
    String digest(@Nullable String stated) {
        Matcher matcher = SHA256.matcher(stated == null ? "" : stated);
        if (!matcher.matches()) {
            throw corrupt("something is named by " + (stated == null ? "no digest" : "a digest that is no SHA-256"), 0);
        }
        return matcher.group(1);
    }

    Region member(String path) {
        return members.find(path).orElseThrow(() -> corrupt(path + " is missing", 0));
    }

    /** Whether the document or layer that a descriptor names is in the archive. */
    boolean holds(ArchiveDocuments.Descriptor descriptor) {
        return has(path(descriptor));
    }

    private String path(ArchiveDocuments.Descriptor descriptor) {
        return "blobs/sha256/" + digest(descriptor);
    }

    boolean has(String path) {
        return members.find(path).isPresent();
    }

    private byte[] bytes(Region region, String path) {
        if (region.length() > MAX_DOCUMENT) {
            throw corrupt(path + " has " + region.length() + " bytes, too many for a document", region.offset());
        }
        try {
            return region.read(0, (int) region.length());
        } catch (IOException e) {
            throw ImageException.io("layers", origin, e);
        }
    }

    private <T> T parse(byte[] bytes, Class<T> type, String path, long offset) {
        try {
            return Json.read(bytes, type, path);
        } catch (ImageException e) {
            throw corrupt(path + ": " + e.arguments().getOrDefault("reason", "malformed"), offset);
        }
    }

    ImageException corrupt(String reason, long offset) {
        return problem(ImageProblem.ARCHIVE_CORRUPT, Map.of("reason", reason, "offset", Long.toString(offset)));
    }

    ImageException problem(ImageProblem problem, Map<String, String> arguments) {
        return new ImageException(problem, "layers", origin, arguments);
    }
}
