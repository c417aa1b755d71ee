/**
 * Tests of the inventory on real SQLite files.
 */
@NullMarked
package dev.cairn.app.adapter.sqlite;

import org.jspecify.annotations.NullMarked;
