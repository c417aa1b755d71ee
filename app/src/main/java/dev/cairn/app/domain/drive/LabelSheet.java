package dev.cairn.app.domain.drive;

import java.nio.file.Path;
import java.util.List;

/** Makes sheets of labels to print. */
public interface LabelSheet {
    /** Writes a PDF in this order, over a file that stands there; throws a ProblemException when that fails. */
    void write(Path pdf, List<DriveLabel> labels);
}
