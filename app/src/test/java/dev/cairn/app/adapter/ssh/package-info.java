/**
 * Tests of the SSH adapter against a real SSH server in this process.
 */
@NullMarked
package dev.cairn.app.adapter.ssh;

import org.jspecify.annotations.NullMarked;
