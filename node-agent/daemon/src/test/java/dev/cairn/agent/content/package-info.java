/** Tests of what runs in Kubernetes on a node, and of its changes. */
@NullMarked
package dev.cairn.agent.content;

import org.jspecify.annotations.NullMarked;
