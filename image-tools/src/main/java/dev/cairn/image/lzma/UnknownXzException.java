package dev.cairn.image.lzma;

/** An xz file, or the decisions of one, that this package does not know how to take apart or put together. */
final class UnknownXzException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownXzException(String reason) {
        super(reason);
    }
}
