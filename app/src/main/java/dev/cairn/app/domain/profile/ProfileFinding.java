package dev.cairn.app.domain.profile;

import dev.cairn.app.domain.Problem;

/**
 * One thing that is wrong with a profile.
 *
 * @param place path inside the file, for example {@code layers[1].artifact}
 * @param line 1 and up; 0 when it concerns the whole file
 * @param column 1 and up; 0 when it concerns the whole file
 * @param layer index of the layer it concerns, -1 for none
 */
public record ProfileFinding(Problem problem, String place, int line, int column, int layer) {}
