package dev.cairn.protocol;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What a telemetry record can hold. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TelemetryPayload.Sample.class, name = "sample"),
    @JsonSubTypes.Type(value = TelemetryPayload.LogLine.class, name = "log"),
    @JsonSubTypes.Type(value = TelemetryPayload.Event.class, name = "event"),
    @JsonSubTypes.Type(value = TelemetryPayload.Gap.class, name = "gap")
})
public sealed interface TelemetryPayload {
    /** Values of several series at one time; a series is named like {@code disk.read.bytes{device=sda}}. */
    record Sample(Map<String, Double> values) implements TelemetryPayload {
        /** Copies the map, in order of the names. */
        public Sample {
            values = Collections.unmodifiableMap(new TreeMap<>(values));
        }
    }

    /** A line of the journal or of the agent; {@code priority} is that of syslog, RFC 5424 section 6.2.1 (3 error, 6 info). */
    record LogLine(int priority, String unit, String message) implements TelemetryPayload {}

    /** Something that happened to the node, for example {@code update.committed}. */
    record Event(String kind, String text, Map<String, String> attributes) implements TelemetryPayload {
        /** Copies the map, in order of the names. */
        public Event {
            attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        }
    }

    /**
     * Records that are gone, said out loud; {@code reason} is {@code quota}, {@code damage} or {@code unwritable}. Ranges of
     * several gaps may overlap, so whoever counts takes their union.
     */
    record Gap(long firstSeq, long lastSeq, long records, String reason) implements TelemetryPayload {}
}
