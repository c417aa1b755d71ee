/**
 * A stand-in k3s that runs as a process of its own: k3s's command line, files, tokens and member rules around a real etcd, and no
 * Kubernetes but the few objects that Cairn asks for. k3s itself comes from no registry that tests can reach. Test code only; it
 * uses the JDK, etcd and openssl and nothing else.
 */
@NullMarked
package dev.cairn.standin.process;

import org.jspecify.annotations.NullMarked;
