package dev.cairn.app.usecase.sync;

import java.util.List;

/**
 * What was put into a folder that is carried to sites, and what was taken out of it.
 *
 * @param sites the names of those whose order is in it
 * @param bytesWritten of bundles; what was there already was not written again
 * @param heard the names of nodes that left word of how they fare
 * @param refused receipts that are not believed, or are of unknown nodes
 */
public record StickReport(
        String folder, List<String> sites, long bytesWritten, List<String> heard, List<String> refused) {
    public StickReport {
        sites = List.copyOf(sites);
        heard = List.copyOf(heard);
        refused = List.copyOf(refused);
    }
}
