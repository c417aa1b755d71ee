package dev.cairn.app.adapter.ssh;

import dev.cairn.app.domain.fleet.TrialLog;
import dev.cairn.app.domain.fleet.TrialLogState;
import dev.cairn.protocol.Answers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns what nodes say of failed trials into what the laptop keeps. Stateless. */
final class TrialLogs {
    /** What a node should not exceed; it is not trusted to. */
    private static final int MOST_CHARACTERS = 256 * 1024;

    private TrialLogs() {}

    static TrialLog log(Answers.TrialLog told) {
        String text = printable(orEmpty(told.text()));
        String end = text.substring(Math.max(0, text.length() - MOST_CHARACTERS));
        return new TrialLog(
                state(told.state()),
                orEmpty(told.bundleDigest()),
                Instant.ofEpochMilli(told.atMs()),
                told.slot() == null ? "" : told.slot().word(),
                orEmpty(told.boot()),
                end,
                told.cut() || end.length() < text.length());
    }

    private static TrialLogState state(dev.cairn.protocol.TrialLogState told) {
        return switch (told) {
            case KEPT -> TrialLogState.KEPT;
            case NO_TRIAL -> TrialLogState.NO_TRIAL;
            case NOT_YET -> TrialLogState.NOT_YET;
            case NOTHING_WRITTEN -> TrialLogState.NOTHING_WRITTEN;
            case UNREADABLE -> TrialLogState.UNREADABLE;
        };
    }

    /** Anybody may log anything: what could steer a terminal is taken out. */
    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?");
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
