package dev.cairn.app.domain.drive;

import java.util.List;

/**
 * The label of one written drive.
 *
 * @param code what its QR code says
 */
public record DriveLabel(String title, List<String> lines, String code) {
    public DriveLabel {
        lines = List.copyOf(lines);
    }
}
