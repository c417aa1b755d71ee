package dev.cairn.app.adapter.vault;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.vault.Opener;
import dev.cairn.app.domain.vault.SecretName;
import dev.cairn.app.domain.vault.Vault;
import dev.cairn.app.domain.vault.VaultSlot;
import dev.cairn.app.domain.vault.VaultState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The vault in the file {@code vault.cairn}. Safe for many threads; the caller holds the data folder's lock. */
public final class FileVault implements Vault {
    /** No file of ours is as large by far. */
    private static final int MOST_BYTES = 16 << 20;

    private final VaultFile file;
    private final Argon2Cost cost;
    private final InstantSource clock;
    private final Damage damage;
    private Consumer<Vault> whenNeeded = vault -> {};
    private @Nullable OpenVault open;

    public FileVault(Path file, InstantSource clock) {
        this(new VaultFile(file, step -> {}), Argon2Cost.RECOMMENDED, clock);
    }

    FileVault(VaultFile file, Argon2Cost cost, InstantSource clock) {
        this.file = file;
        this.cost = cost;
        this.clock = clock;
        this.damage = new Damage(file.path());
    }

    /** Who may open the locked vault at the moment when a secret is needed, by asking a person for instance. */
    public synchronized void whenNeeded(Consumer<Vault> opener) {
        whenNeeded = opener;
    }

    @Override
    public synchronized VaultState state() {
        if (open != null) {
            return new VaultState.Open(told(open.slots()));
        }
        return file.exists() ? new VaultState.Locked(told(header(read()).slots())) : new VaultState.Missing();
    }

    private static List<VaultSlot> told(List<KeySlot> slots) {
        return slots.stream().map(KeySlot::told).toList();
    }

    @Override
    public synchronized void create(Opener opener) {
        if (file.exists()) {
            throw ProblemException.of(AppProblem.FILE_EXISTS, "init", file.path());
        }
        keep(OpenVault.empty().with(opener, cost, clock.instant()));
    }

    @Override
    public synchronized void open(Opener opener) {
        if (open != null) {
            return;
        }
        if (!file.exists()) {
            throw ProblemException.of(AppProblem.VAULT_MISSING, "open", file.path());
        }
        try {
            open = unsealed(read(), opener);
            file.forgetOneBefore();
        } catch (ProblemException e) {
            open = fromBefore(opener, e);
        } catch (IOException e) {
            throw failed(AppProblem.FILE_UNWRITABLE, "open", e);
        }
    }

    /** A damaged file whose predecessor is still there was never proven: the predecessor counts. */
    private OpenVault fromBefore(Opener opener, ProblemException why) {
        if (!file.hasOneBefore() || !why.problem().is(AppProblem.VAULT_DAMAGED)) {
            throw why;
        }
        try {
            OpenVault earlier = unsealed(file.readOneBefore(), opener);
            file.goBack();
            return earlier;
        } catch (IOException e) {
            throw failed(AppProblem.FILE_UNREADABLE, "open", e);
        }
    }

    private OpenVault unsealed(byte[] bytes, Opener opener) {
        VaultHeader header = header(bytes);
        for (KeySlot slot : header.slots()) {
            Optional<byte[]> vaultKey = vaultKey(slot, opener);
            if (vaultKey.isPresent()) {
                return OpenVault.unsealed(header, vaultKey.get())
                        .orElseThrow(() -> damage.at(header.associated().length, "its seal is broken"));
            }
        }
        throw ProblemException.of(
                AppProblem.VAULT_NOT_OPENED,
                "open",
                file.path(),
                "opener",
                opener.kind().word());
    }

    private static Optional<byte[]> vaultKey(KeySlot slot, Opener opener) {
        if (slot.kind() != opener.kind()) {
            return Optional.empty();
        }
        byte[] slotKey = slot.slotKey(opener);
        try {
            return slot.vaultKey(slotKey);
        } finally {
            Arrays.fill(slotKey, (byte) 0);
        }
    }

    @Override
    public synchronized Optional<String> slotOf(Opener opener) {
        for (KeySlot slot : header(read()).slots()) {
            Optional<byte[]> vaultKey = vaultKey(slot, opener);
            if (vaultKey.isPresent()) {
                Arrays.fill(vaultKey.get(), (byte) 0);
                return Optional.of(slot.hexId());
            }
        }
        return Optional.empty();
    }

    @Override
    public synchronized void lock() {
        if (open != null) {
            open.contents().wipe();
            open = null;
        }
    }

    @Override
    public void requireOpen(String phase) {
        opened(phase);
    }

    private synchronized OpenVault opened(String phase) {
        if (open == null && file.exists()) {
            whenNeeded.accept(this);
        }
        OpenVault now = open;
        if (now == null) {
            throw ProblemException.of(
                    file.exists() ? AppProblem.VAULT_LOCKED : AppProblem.VAULT_MISSING, phase, file.path());
        }
        return now;
    }

    @Override
    public synchronized Optional<byte[]> read(SecretName name) {
        return Optional.ofNullable(opened("read secret").contents().secrets().get(name))
                .map(byte[]::clone);
    }

    @Override
    public synchronized List<SecretName> names() {
        return List.copyOf(opened("read secret").contents().secrets().keySet());
    }

    @Override
    public synchronized void put(Map<SecretName, byte[]> secrets) {
        keep(opened("keep secret").with(secrets));
    }

    @Override
    public synchronized void change(@Nullable Opener added, Set<String> removed) {
        OpenVault now = opened("change openers");
        for (String id : removed) {
            if (now.slots().stream().noneMatch(slot -> slot.hexId().equals(id))) {
                throw ProblemException.of(AppProblem.VAULT_OPENER_UNKNOWN, "change openers", id);
            }
        }
        OpenVault fewer = now.without(removed);
        OpenVault changed = added == null ? fewer : fewer.with(added, cost, clock.instant());
        if (changed.slots().isEmpty()) {
            throw ProblemException.of(AppProblem.VAULT_LAST_OPENER, "change openers", file.path());
        }
        if (changed.slots().size() > VaultHeader.MOST_SLOTS) {
            throw ProblemException.of(
                    AppProblem.VAULT_OPENERS_FULL, "change openers", file.path(), "most", VaultHeader.MOST_SLOTS);
        }
        keep(changed);
    }

    /** Save, then act on it: memory follows the file. */
    private void keep(OpenVault next) {
        byte[] vaultKey = Seal.random(Seal.KEY_BYTES);
        try {
            OpenVault resealed = next.resealed(vaultKey);
            byte[] bytes = resealed.encode(vaultKey);
            file.write(bytes, found -> Arrays.equals(found, bytes) && isReadable(found, vaultKey));
            open = resealed;
        } catch (IOException e) {
            throw failed(AppProblem.FILE_UNWRITABLE, "keep secret", e);
        } finally {
            Arrays.fill(vaultKey, (byte) 0);
        }
    }

    private boolean isReadable(byte[] bytes, byte[] vaultKey) {
        Optional<OpenVault> again = OpenVault.unsealed(header(bytes), vaultKey.clone());
        again.ifPresent(found -> found.contents().wipe());
        return again.isPresent();
    }

    private VaultHeader header(byte[] bytes) {
        return VaultHeader.read(bytes, damage);
    }

    private byte[] read() {
        try {
            if (file.isOpenToOthers()) {
                throw ProblemException.of(AppProblem.VAULT_TOO_OPEN, "open", file.path());
            }
            byte[] bytes = file.read();
            if (bytes.length > MOST_BYTES) {
                throw damage.at(MOST_BYTES, "larger than any vault");
            }
            return bytes;
        } catch (IOException e) {
            throw failed(AppProblem.FILE_UNREADABLE, "open", e);
        }
    }

    private ProblemException failed(AppProblem code, String phase, IOException e) {
        return new ProblemException(Problem.of(code, phase, file.path(), "reason", String.valueOf(e.getMessage())), e);
    }
}
