/**
 * The inventory in one SQLite file: the repositories of the domain on plain JDBC. Built by wiring alone; safe for many threads:
 * one connection writes, under a lock, and a few read.
 */
@NullMarked
package dev.cairn.app.adapter.sqlite;

import org.jspecify.annotations.NullMarked;
