/** TLS to what k3s serves: the Kubernetes API from the laptop, etcd from the node. Nothing here keeps state. */
@NullMarked
package dev.cairn.protocol.tls;

import org.jspecify.annotations.NullMarked;
