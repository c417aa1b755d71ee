package dev.cairn.boot;

import dev.cairn.image.bake.ImageInspector;
import dev.cairn.protocol.Seed;
import dev.cairn.protocol.SiteKeys;
import dev.cairn.standin.process.Https;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The Kubernetes of a site as a person with its administrator's rights sees it from outside, whichever server answers. Immutable. */
record SiteApi(List<String> addresses, String token) {
    /** @param image of the site: what lets a server in derives from its seed */
    static SiteApi of(Path image, List<String> addresses) {
        Seed seed = Seed.read(
                new ImageInspector().inspect(image).seed().orElseThrow().getBytes(StandardCharsets.UTF_8));
        SiteKeys keys = SiteKeys.of(seed.secretBytes(), Objects.requireNonNull(seed.siteId()));
        return new SiteApi(addresses, keys.serverToken());
    }

    /** Refused if no server answers, or the first that does refuses. */
    String kubectl(String words) throws IOException {
        IOException silent = new IOException("no server");
        for (String address : addresses) {
            Https.Answer answer;
            try {
                answer = new Https(null)
                        .send(
                                URI.create("https://" + address + ":6443/v1-k3s/kubectl"),
                                "server:" + token,
                                words.replace(' ', '\u001f'));
            } catch (IOException away) {
                silent = away;
                continue;
            }
            if (answer.status() != 200) {
                throw new IOException(address + ": kubectl " + words + ": " + answer.body());
            }
            return answer.body();
        }
        throw silent;
    }

    /** The nodes, a line for each: name, whether it is ready, role. */
    List<String> nodes() throws IOException {
        return kubectl("get nodes").lines().sorted().toList();
    }

    /** The nodes on which pods are, a line for each pod. */
    List<String> nodesOfPods() throws IOException {
        return kubectl("get pods --all-namespaces")
                .lines()
                .filter(line -> line.contains("|"))
                .map(line -> line.substring(line.lastIndexOf('|') + 1))
                .sorted()
                .toList();
    }
}
