package dev.cairn.standin.process;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real etcd over its JSON gateway. Thread-safe. */
final class EtcdGateway {
    private static final Pattern MEMBER = Pattern.compile("\\{\"ID\":\"(\\d+)\"(?:,\"name\":\"([^\"]*)\")?"
            + "(?:,\"peerURLs\":\\[\"([^\"]*)\"])?(?:,\"clientURLs\":\\[\"([^\"]*)\"])?(?:,\"isLearner\":(true))?}");
    private static final Pattern PAIR = Pattern.compile("\"key\":\"([^\"]+)\"[^}]*?\"value\":\"([^\"]*)\"");
    private static final Pattern LEADER = Pattern.compile("\"leader\":\"(\\d+)\"");
    private static final Pattern OWN_ID = Pattern.compile("\"member_id\":\"(\\d+)\"");

    private final URI server;
    private final Https https;

    EtcdGateway(URI server, Https https) {
        this.server = server;
        this.https = https;
    }

    record EtcdMember(String id, String name, String peerUrl, String clientUrl, boolean learner) {
        /** k3s names a member after its node and a part of a UUID. */
        String nodeName() {
            int hyphen = name.lastIndexOf('-');
            return hyphen > 1 ? name.substring(0, hyphen) : name;
        }
    }

    List<EtcdMember> members() throws IOException {
        Matcher found = MEMBER.matcher(call("/v3/cluster/member/list", "{}"));
        List<EtcdMember> members = new ArrayList<>();
        while (found.find()) {
            members.add(new EtcdMember(
                    found.group(1),
                    text(found.group(2)),
                    text(found.group(3)),
                    text(found.group(4)),
                    found.group(5) != null));
        }
        return members;
    }

    void addLearner(String peerUrl) throws IOException {
        call("/v3/cluster/member/add", "{\"peerURLs\":[\"" + peerUrl + "\"],\"isLearner\":true}");
    }

    void promote(EtcdMember learner) throws IOException {
        call("/v3/cluster/member/promote", "{\"ID\":\"" + learner.id() + "\"}");
    }

    void remove(EtcdMember member) throws IOException {
        call("/v3/cluster/member/remove", "{\"ID\":\"" + member.id() + "\"}");
    }

    boolean isLeader() throws IOException {
        String status = call("/v3/maintenance/status", "{}");
        Matcher leader = LEADER.matcher(status);
        Matcher own = OWN_ID.matcher(status);
        return leader.find() && own.find() && leader.group(1).equals(own.group(1));
    }

    void put(String key, String value) throws IOException {
        call("/v3/kv/put", "{\"key\":\"" + base64(key) + "\",\"value\":\"" + base64(value) + "\"}");
    }

    void delete(String key) throws IOException {
        call("/v3/kv/deleterange", "{\"key\":\"" + base64(key) + "\"}");
    }

    Optional<String> get(String key) throws IOException {
        return Optional.ofNullable(pairs("{\"key\":\"" + base64(key) + "\"}").get(key));
    }

    /** Every key below a folder, whose name ends with a slash. */
    Map<String, String> below(String folder) throws IOException {
        String end = folder.substring(0, folder.length() - 1) + '0';
        return pairs("{\"key\":\"" + base64(folder) + "\",\"range_end\":\"" + base64(end) + "\"}");
    }

    private Map<String, String> pairs(String question) throws IOException {
        Matcher found = PAIR.matcher(call("/v3/kv/range", question));
        Map<String, String> pairs = new TreeMap<>();
        while (found.find()) {
            pairs.put(plain(found.group(1)), plain(found.group(2)));
        }
        return pairs;
    }

    private String call(String path, String body) throws IOException {
        Https.Answer answer = https.send(server.resolve(path), null, body);
        if (answer.status() != 200) {
            throw new IOException(path + ": " + answer.body());
        }
        return answer.body();
    }

    private static String text(@org.jspecify.annotations.Nullable String group) {
        return group == null ? "" : group;
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String plain(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
