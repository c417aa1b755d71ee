package dev.cairn.whole;

import java.util.List;

/** Run with the agent's own runtime and libraries: loads and links the classes with which a node asks its neighbours. */
final class NeighbourClasses {
    private NeighbourClasses() {}

    /** Ends with an error that names what is missing. */
    public static void main(String[] none) throws ClassNotFoundException {
        for (String name : List.of(
                "dev.cairn.agent.neighbour.NeighbourLink",
                "dev.cairn.protocol.tls.MutualTls",
                "org.bouncycastle.asn1.sec.ECPrivateKey",
                "org.apache.sshd.client.session.ClientSessionImpl",
                "org.apache.sshd.client.channel.ChannelExec")) {
            System.out.println(name + ": " + Class.forName(name).getMethods().length + " methods");
        }
    }
}
