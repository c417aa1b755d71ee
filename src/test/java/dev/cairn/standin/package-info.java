/**
 * Stand-ins for programs that tests cannot get: they keep the command line, files and answers of the real ones and do nothing
 * else. Test code only.
 */
@NullMarked
package dev.cairn.standin;

import org.jspecify.annotations.NullMarked;
