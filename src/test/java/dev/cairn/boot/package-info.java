/**
 * Boots baked images in virtual machines and drives them as a laptop on the same LAN would. Test code only; each machine and
 * LAN belongs to the test that opened it.
 */
@NullMarked
package dev.cairn.boot;

import org.jspecify.annotations.NullMarked;
