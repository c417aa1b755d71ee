package dev.cairn.app.domain.vault;

import java.time.Instant;

/**
 * One of the things that open the vault, as can be read while it is locked.
 *
 * @param id 16 hexadecimal digits
 */
public record VaultSlot(String id, OpenerKind kind, Instant createdAt) {}
