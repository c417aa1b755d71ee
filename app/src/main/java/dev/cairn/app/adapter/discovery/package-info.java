/**
 * Hears the beacons of nodes on the local network. Built by wiring alone; delivers on a thread of its own.
 */
@NullMarked
package dev.cairn.app.adapter.discovery;

import org.jspecify.annotations.NullMarked;
