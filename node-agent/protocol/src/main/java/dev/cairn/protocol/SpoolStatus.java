package dev.cairn.protocol;

/**
 * The telemetry spool in numbers. Immutable.
 *
 * @param firstSeq oldest record kept, 0 when empty
 * @param lastSeq newest record ever written, 0 before the first
 * @param lostRecords records given up for room, for damage or because the disk did not take them; each loss is also a gap record
 * @param writable false while the disk refuses records
 */
public record SpoolStatus(
        long firstSeq,
        long lastSeq,
        long acknowledgedSeq,
        long bytes,
        long quotaBytes,
        long lostRecords,
        int quarantinedSegments,
        boolean writable) {}
