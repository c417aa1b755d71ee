package dev.cairn.app.usecase.vault;

import dev.cairn.app.domain.vault.VaultSlot;
import java.util.List;

/**
 * How the secrets of this laptop are kept.
 *
 * @param state {@code missing}, {@code locked} or {@code open}
 * @param openers what opens it
 * @param openToThisDisk whether the key file that opens it lies beside it, so that whoever has this disk has the fleet
 */
public record VaultReport(String state, List<VaultSlot> openers, boolean openToThisDisk) {
    public VaultReport {
        openers = List.copyOf(openers);
    }
}
