package dev.cairn.standin.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * The certificate authorities of a cluster and this server's certificates, at k3s's places below {@code server/tls}. The authorities
 * are what a joining server gets from the one that it joins.
 */
record Authorities(Path tls) {
    private static final List<String> SHARED = List.of(
            "server-ca.crt",
            "server-ca.key",
            "etcd/server-ca.crt",
            "etcd/server-ca.key",
            "etcd/peer-ca.crt",
            "etcd/peer-ca.key",
            "client-ca.crt",
            "client-ca.key");

    /** Makes the authorities of a new cluster; those that are there stay. */
    void create() throws IOException {
        Files.createDirectories(tls.resolve("etcd"));
        for (String name : List.of("server-ca", "etcd/server-ca", "etcd/peer-ca", "client-ca")) {
            if (Files.exists(tls.resolve(name + ".crt"))) {
                continue;
            }
            key(name);
            Programs.run(
                    tls,
                    "openssl",
                    "req",
                    "-x509",
                    "-new",
                    "-key",
                    name + ".key",
                    "-days",
                    "3650",
                    "-subj",
                    "/CN=" + name.replace('/', '-'),
                    "-out",
                    name + ".new");
            Files.move(tls.resolve(name + ".new"), tls.resolve(name + ".crt"), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** What another server needs: a line for each file, its name and its content in Base64. */
    String shared() throws IOException {
        StringBuilder out = new StringBuilder();
        for (String name : SHARED) {
            out.append(name)
                    .append(' ')
                    .append(Base64.getEncoder().encodeToString(Files.readAllBytes(tls.resolve(name))))
                    .append('\n');
        }
        return out.toString();
    }

    /** Takes over what a server shared. */
    void take(String shared) throws IOException {
        Files.createDirectories(tls.resolve("etcd"));
        for (String line : shared.split("\n")) {
            String[] words = line.split(" ");
            Files.write(tls.resolve(words[0]), Base64.getDecoder().decode(words[1]));
        }
    }

    /** Makes this server's certificates for its address. */
    void certify(String address) throws IOException {
        certificate("etcd/server-client", "etcd/server-ca", address);
        certificate("etcd/peer-server-client", "etcd/peer-ca", address);
        certificate("etcd/client", "etcd/server-ca", address);
        certificate("serving-kube-apiserver", "server-ca", address);
        certificate("client-admin", "client-ca", address);
        for (String name : List.of("etcd/client", "serving-kube-apiserver")) {
            Programs.run(
                    tls,
                    "openssl",
                    "pkcs12",
                    "-export",
                    "-in",
                    name + ".crt",
                    "-inkey",
                    name + ".key",
                    "-passout",
                    "pass:standin",
                    "-out",
                    name + ".p12");
        }
    }

    private void certificate(String name, String authority, String address) throws IOException {
        key(name);
        Path extensions = tls.resolve(name + ".ext");
        Files.writeString(
                extensions,
                "subjectAltName=IP:127.0.0.1,IP:" + address
                        + ",DNS:localhost\nextendedKeyUsage=serverAuth,clientAuth\n");
        Programs.run(
                tls,
                "openssl",
                "req",
                "-new",
                "-key",
                name + ".key",
                "-subj",
                "/CN=" + name.replace('/', '-'),
                "-out",
                name + ".csr");
        Programs.run(
                tls,
                "openssl",
                "x509",
                "-req",
                "-in",
                name + ".csr",
                "-CA",
                authority + ".crt",
                "-CAkey",
                authority + ".key",
                "-set_serial",
                "0x" + Long.toHexString(System.nanoTime()),
                "-days",
                "365",
                "-extfile",
                name + ".ext",
                "-out",
                name + ".crt");
        for (String left : new ArrayList<>(List.of(".csr", ".ext"))) {
            Files.deleteIfExists(tls.resolve(name + left));
        }
    }

    /** As k3s does: EC keys, as "EC PRIVATE KEY". */
    private void key(String name) throws IOException {
        Programs.run(tls, "openssl", "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", name + ".key");
    }
}
