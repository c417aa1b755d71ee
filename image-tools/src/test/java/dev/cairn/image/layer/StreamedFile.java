package dev.cairn.image.layer;

/** Files for trees whose contents stand nowhere but are made when they are read. */
public final class StreamedFile {
    private StreamedFile() {}

    public static Inode of(Content content, Attributes attributes) {
        return new Inode(new Inode.Kind.Regular(content), attributes);
    }
}
