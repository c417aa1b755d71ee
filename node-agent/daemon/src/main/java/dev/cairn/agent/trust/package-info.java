/**
 * Whom this node believes: who may log in, what was revoked, and what time it is at least. Used by the SSH server and the order desk; safe
 * for many threads.
 */
@NullMarked
package dev.cairn.agent.trust;

import org.jspecify.annotations.NullMarked;
