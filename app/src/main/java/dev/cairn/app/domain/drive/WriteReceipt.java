package dev.cairn.app.domain.drive;

import dev.cairn.app.domain.Digest;

/** What a write or verification found. */
public record WriteReceipt(long bytesWritten, boolean verified, Digest sha256) {}
