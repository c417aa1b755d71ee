package dev.cairn.app.usecase.vault;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.SiteId;
import dev.cairn.app.domain.vault.SecretName;
import dev.cairn.app.domain.vault.Vault;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Keeps what clusters cannot be rebuilt without, in the vault and nowhere else. Safe for many threads. */
public final class ClusterVault {
    /** Of one cluster, packed: k3s's are a tenth of it. */
    private static final int MOST_BYTES = 64 << 10;

    /** Of all clusters together: the vault's file is read and written as a whole, and bounded. */
    private static final long MOST_BYTES_OF_ALL = 8 << 20;

    private final Vault vault;

    public ClusterVault(Vault vault) {
        this.vault = vault;
    }

    /** What is kept of a cluster. */
    public Optional<KeptSecrets> of(SiteId site, String cluster) {
        return read(SecretName.cluster(site.value(), cluster));
    }

    /** What is kept of all clusters that a site had, newest first. */
    public List<KeptSecrets> ofSite(SiteId site) {
        return vault.names().stream()
                .filter(name -> name.value().startsWith(SecretName.clustersOf(site.value())))
                .flatMap(name -> read(name).stream())
                .sorted(Comparator.comparingLong(KeptSecrets::takenMs).reversed())
                .toList();
    }

    /** Keeps it in place of what was kept of the same cluster; refused when there is no room. */
    public void keep(SiteId site, KeptSecrets secrets) {
        SecretName name = SecretName.cluster(site.value(), secrets.cluster());
        byte[] packed = packed(secrets);
        try {
            long others = vault.names().stream()
                    .filter(SecretName::isOfACluster)
                    .filter(other -> !other.equals(name))
                    .mapToLong(this::length)
                    .sum();
            if (packed.length > MOST_BYTES || others + packed.length > MOST_BYTES_OF_ALL) {
                throw ProblemException.of(
                        AppProblem.VAULT_FULL, "keep secret", secrets.siteName(), "bytes", packed.length);
            }
            vault.put(Map.of(name, packed));
        } finally {
            Arrays.fill(packed, (byte) 0);
        }
    }

    private long length(SecretName name) {
        byte[] bytes = vault.read(name).orElse(new byte[0]);
        Arrays.fill(bytes, (byte) 0);
        return bytes.length;
    }

    private Optional<KeptSecrets> read(SecretName name) {
        Optional<byte[]> packed = vault.read(name);
        if (packed.isEmpty()) {
            return Optional.empty();
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.get()))) {
            byte[] json = in.readAllBytes();
            Arrays.fill(packed.get(), (byte) 0);
            KeptSecrets kept = ProtocolJson.readStrict(
                    json, KeptSecrets.class, NodeProblem.ANSWER_MALFORMED, "vault", name.value());
            Arrays.fill(json, (byte) 0);
            return Optional.of(kept);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] packed(KeptSecrets secrets) {
        byte[] json = ProtocolJson.bytes(secrets);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(out)) {
            packing.write(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        } finally {
            Arrays.fill(json, (byte) 0);
        }
        return out.toByteArray();
    }
}
