package dev.cairn.app.domain.fleet;

import java.time.Instant;

/**
 * Everything one team manages.
 *
 * @param publicKey the raw Ed25519 public key in base64
 */
public record Fleet(String id, String name, String publicKey, Instant createdAt) {}
