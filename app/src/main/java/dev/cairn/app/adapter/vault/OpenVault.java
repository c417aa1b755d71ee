package dev.cairn.app.adapter.vault;

import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.domain.vault.SecretName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** What an opened vault holds. Not changed once made, but for being wiped. */
record OpenVault(List<KeySlot> slots, VaultContents contents) {
    static OpenVault empty() {
        return new OpenVault(List.of(), VaultContents.empty());
    }

    /** Opens the sealed part and wipes the key; empty when anything in the file is not as it was written. */
    static Optional<OpenVault> unsealed(VaultHeader header, byte[] vaultKey) {
        Optional<byte[]> plain = Seal.open(vaultKey, header.nonce(), header.associated(), header.sealed());
        Arrays.fill(vaultKey, (byte) 0);
        return plain.map(bytes -> {
            VaultContents contents = VaultContents.decode(bytes);
            Arrays.fill(bytes, (byte) 0);
            return new OpenVault(header.slots(), contents);
        });
    }

    OpenVault with(Opener opener, Argon2Cost cost, Instant now) {
        KeySlot slot = KeySlot.fresh(opener.kind(), cost, now);
        VaultContents more = contents.copy();
        more.slotKeys().put(slot.hexId(), slot.slotKey(opener));
        List<KeySlot> longer = new ArrayList<>(slots);
        longer.add(slot);
        return new OpenVault(List.copyOf(longer), more);
    }

    OpenVault without(Set<String> ids) {
        VaultContents fewer = contents.copy();
        fewer.slotKeys().keySet().removeAll(ids);
        return new OpenVault(
                slots.stream().filter(slot -> !ids.contains(slot.hexId())).toList(), fewer);
    }

    OpenVault with(Map<SecretName, byte[]> secrets) {
        VaultContents more = contents.copy();
        secrets.forEach((name, value) -> more.secrets().put(name, value.clone()));
        return new OpenVault(slots, more);
    }

    /** The same with this vault key sealed in every slot. */
    OpenVault resealed(byte[] vaultKey) {
        return new OpenVault(
                slots.stream()
                        .map(slot -> slot.sealing(
                                Objects.requireNonNull(contents.slotKeys().get(slot.hexId())), vaultKey))
                        .toList(),
                contents);
    }

    /** The whole file. */
    byte[] encode(byte[] vaultKey) {
        byte[] plain = contents.encode();
        try {
            return VaultHeader.write(slots, vaultKey, plain);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }
}
