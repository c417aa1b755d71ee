/**
 * What a disk holds when the power fails: the writes that a virtual machine made, replayed to any point, and a model of the boot
 * loader that says what would start from it. Test code only; every object belongs to one thread.
 */
@NullMarked
package dev.cairn.boot.powercut;

import org.jspecify.annotations.NullMarked;
