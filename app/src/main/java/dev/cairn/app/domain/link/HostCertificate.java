package dev.cairn.app.domain.link;

import dev.cairn.protocol.SshPublicKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A node's host key and until when the fleet vouches for it.
 *
 * @param expiresAt null while the node has no certificate
 */
public record HostCertificate(SshPublicKey key, @Nullable Instant expiresAt) {}
