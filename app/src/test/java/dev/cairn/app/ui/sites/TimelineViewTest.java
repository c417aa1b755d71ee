package dev.cairn.app.ui.sites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.app.domain.fleet.TimelineEntry;
import dev.cairn.protocol.FormationPhase;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class TimelineViewTest {
    @ParameterizedTest
    @EnumSource(FormationPhase.class)
    void everyPhaseIsToldInASentence(FormationPhase phase) {
        String told = sentence("cluster.phase", "waiting -> " + phase.word());
        assertThat(told).startsWith("harbour-1 ").doesNotContain("->", "[");
        assertThat(sentence("cluster.phase", phase.word())).isEqualTo(told);
    }

    @Test
    void whatThisProgramHasNoWordsForIsShownAsItWasTold() {
        assertThat(sentence("cluster.phase", "agent -> hibernating")).isEqualTo("harbour-1: agent -> hibernating");
        assertThat(sentence("cluster.moved", "far")).isEqualTo("harbour-1: cluster.moved far");
        assertThat(sentence("cluster.alarm", "cluster.quorum-lost")).contains("servers do not answer");
        assertThat(sentence("cluster.alarm", "SOMETHING_NEW")).contains("SOMETHING_NEW");
    }

    private static String sentence(String kind, String words) {
        return TimelineView.sentence(
                new TimelineEntry(Instant.EPOCH, TimelineEntry.Source.NODE, "harbour-1", kind, words, ""));
    }
}
