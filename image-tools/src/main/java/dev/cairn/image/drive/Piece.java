package dev.cairn.image.drive;

/** Something that is to stand on a drive. Immutable. */
sealed interface Piece {
    long offset();

    int bytes();

    /** What every drive gets: a block of the image, by its number. */
    record Shared(int index, ImageBlock block) implements Piece {
        @Override
        public long offset() {
            return block.offset();
        }

        @Override
        public int bytes() {
            return block.bytes();
        }
    }

    /** What this drive alone gets: part of an array, which nobody changes. */
    record Own(String label, long offset, byte[] content, int from, int bytes) implements Piece {
        static Own of(String label, long offset, byte[] content) {
            return new Own(label, offset, content, 0, content.length);
        }
    }

    /** Bytes of a drive that become zeros; they take no memory of their own. */
    record Zeros(long offset, int bytes) implements Piece {}

    /** Whether these bytes count as part of the image, and not as mere clearing. */
    default boolean mapped() {
        return switch (this) {
            case Shared shared -> true;
            case Own own -> !own.label().isEmpty();
            case Zeros zeros -> false;
        };
    }

    /** How the range that holds this byte of the drive is called, and where it begins. */
    default Place place(long position) {
        return switch (this) {
            case Shared shared ->
                new Place(
                        shared.block().at(position).offset(),
                        shared.block().at(position).partition());
            case Own own -> new Place(own.offset(), own.label());
            case Zeros zeros -> new Place(zeros.offset(), "");
        };
    }

    record Place(long offset, String partition) {}
}
