package dev.cairn.agent.update;

import dev.cairn.image.ImageException;
import dev.cairn.image.Sha256;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.image.slot.SlotManifest;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.SlotName;
import dev.cairn.protocol.UpdatePhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Tells from the saved phase, the booted slot and the loader's counters what a start of the agent means for the update. */
final class BootMeaning {
    private static final int WINDOW_WITHOUT_RECORD_SECONDS = 300;

    private final UpdateMachine.Parts parts;

    BootMeaning(UpdateMachine.Parts parts) {
        this.parts = parts;
    }

    UpdateEvent of(UpdatePhase phase, UpdateTarget target, SlotName booted) {
        if (booted == target.to()) {
            return UpdateEvent.STARTED_IN_TARGET;
        }
        return switch (phase) {
            case IDLE, TRANSFER, WRITE, VERIFY -> UpdateEvent.STARTED_IN_OLD;
            // The entry may have been in place before the phase after it was saved.
            case ARM -> wasTried(target) ? UpdateEvent.FELL_BACK : UpdateEvent.STARTED_IN_OLD;
            case REBOOT -> {
                if (target.bootId().equals(parts.machine().bootId())) {
                    yield UpdateEvent.STARTED_IN_OLD;
                }
                yield wasTried(target) ? UpdateEvent.FELL_BACK : UpdateEvent.PASSED_OVER;
            }
            case TRIAL, COMMIT, ROLL_BACK -> UpdateEvent.FELL_BACK;
        };
    }

    String whyItFellBack(UpdatePhase phase, UpdateTarget target) {
        if (!target.reason().isEmpty()) {
            return target.reason();
        }
        String tries = entry(target.to())
                .map(entry -> " after " + entry.triesDone() + " tries")
                .orElse("");
        String what = switch (phase) {
            case TRIAL -> "came up and restarted before it was judged";
            case COMMIT -> "was healthy, but its boot entry could not be made permanent";
            case IDLE, TRANSFER, WRITE, VERIFY, ARM, REBOOT, ROLL_BACK -> "did not come up" + tries;
        };
        return NodeProblem.UPDATE_FELL_BACK.code() + ": slot " + target.to().word() + " " + what;
    }

    /** The update that the booted slot is on trial for, if its record was lost. */
    Optional<UpdateTarget> trialWithoutRecord(SlotName booted) {
        boolean counts =
                entry(booted).filter(entry -> entry.triesLeft().isPresent()).isPresent();
        return counts ? fromManifest(booted) : Optional.empty();
    }

    private Optional<UpdateTarget> fromManifest(SlotName booted) {
        try {
            Optional<byte[]> bytes = parts.entries().manifest(booted);
            if (bytes.isEmpty()) {
                return Optional.empty();
            }
            SlotManifest manifest = SlotManifest.parse(bytes.get(), booted.word());
            return Optional.of(UpdateTarget.ordered(
                    Sha256.of(bytes.get()),
                    manifest.release().digest(),
                    manifest.release().version(),
                    WINDOW_WITHOUT_RECORD_SECONDS,
                    0,
                    booted.other(),
                    booted,
                    null));
        } catch (ImageException unreadable) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private boolean wasTried(UpdateTarget target) {
        // Known for certain once the reason was saved, which is before the entry goes.
        return !target.reason().isEmpty() || countsAsTried(target);
    }

    private boolean countsAsTried(UpdateTarget target) {
        return entry(target.to())
                .filter(entry -> entry.version() == target.generation())
                .filter(entry -> entry.triesDone() > 0 || entry.triesLeft().orElse(1) == 0)
                .isPresent();
    }

    private Optional<LoaderEntry> entry(SlotName slot) {
        try {
            return parts.entries().of(slot);
        } catch (IOException unreadable) {
            // What the start means is asked again once the boot partition can be read: a guess would become the record.
            throw new UncheckedIOException(unreadable);
        }
    }
}
