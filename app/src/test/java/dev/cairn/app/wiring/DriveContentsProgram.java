package dev.cairn.app.wiring;

import dev.cairn.app.adapter.drive.ImageDriveContents;
import java.nio.file.Path;

/** Says of each drive what the flash line wants to know of it. */
final class DriveContentsProgram {
    private DriveContentsProgram() {}

    public static void main(String[] devices) {
        ImageDriveContents contents = new ImageDriveContents();
        for (String device : devices) {
            boolean seed = contents.seed(Path.of(device)).isPresent();
            boolean data = contents.holdsData(Path.of(device));
            System.out.println((seed ? "seed" : "none") + " " + (data ? "data" : "empty"));
        }
    }
}
