/** Tests of what the fleet is. */
@NullMarked
package dev.cairn.app.domain.fleet;

import org.jspecify.annotations.NullMarked;
