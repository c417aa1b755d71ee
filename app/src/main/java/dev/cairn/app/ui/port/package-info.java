/**
 * What the screens need from outside the window: choosing files, opening folders, the demo fleet. Implemented by the desktop and by tests.
 */
@NullMarked
package dev.cairn.app.ui.port;

import org.jspecify.annotations.NullMarked;
