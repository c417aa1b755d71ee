/** Tests of the content of a release. */
@NullMarked
package dev.cairn.image.content;

import org.jspecify.annotations.NullMarked;
