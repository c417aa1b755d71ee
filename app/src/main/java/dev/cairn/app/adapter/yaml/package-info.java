/**
 * Profile files in YAML, read with bounds and with the place of everything. Built by wiring alone; stateless.
 */
@NullMarked
package dev.cairn.app.adapter.yaml;

import org.jspecify.annotations.NullMarked;
