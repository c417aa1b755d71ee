/** Tests of profiles: what layers say of a cluster. */
@NullMarked
package dev.cairn.app.domain.profile;

import org.jspecify.annotations.NullMarked;
