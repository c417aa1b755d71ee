/**
 * What the tests of drives on recorded machines have in common.
 */
@NullMarked
package dev.cairn.app.adapter.drive;

import org.jspecify.annotations.NullMarked;
