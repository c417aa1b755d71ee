/**
 * Journeys through the desktop app with TestFX on a virtual display, against the real app on scratch folders; used by nobody; the
 * tests run on the test thread and talk to the FX thread through TestFX. Pictures of every screen go to
 * {@code src/test/target/journeys}.
 */
@NullMarked
package dev.cairn.journeys;

import org.jspecify.annotations.NullMarked;
