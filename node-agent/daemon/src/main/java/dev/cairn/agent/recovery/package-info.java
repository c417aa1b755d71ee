/**
 * What the bootstrap system does to the rest of the disk when the fleet says so: write a release, erase the data, start over. Used by
 * the SSH commands; calls are serial, the long work is done on a lane.
 */
@NullMarked
package dev.cairn.agent.recovery;

import org.jspecify.annotations.NullMarked;
