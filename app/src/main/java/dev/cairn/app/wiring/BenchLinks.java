package dev.cairn.app.wiring;

import dev.cairn.app.adapter.ssh.FleetKeyLogin;
import dev.cairn.app.adapter.ssh.SshNodeLinks;
import dev.cairn.app.adapter.ssh.SshTimes;
import dev.cairn.app.domain.link.NodeAddress;
import dev.cairn.app.domain.link.NodeLink;
import dev.cairn.app.domain.link.NodeLinks;
import dev.cairn.protocol.FleetKey;
import java.time.InstantSource;

/** The app's own connections to nodes, for a fleet that only a bench knows. */
public final class BenchLinks implements NodeLinks, AutoCloseable {
    private final SshNodeLinks links;

    public BenchLinks(FleetKey fleet) {
        links = new SshNodeLinks(new FleetKeyLogin(fleet), SshTimes.USUAL, InstantSource.system());
    }

    @Override
    public NodeLink open(NodeAddress address) {
        return links.open(address);
    }

    @Override
    public void close() {
        links.close();
    }
}
