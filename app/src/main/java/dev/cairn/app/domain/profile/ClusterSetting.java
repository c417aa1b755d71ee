package dev.cairn.app.domain.profile;

import dev.cairn.protocol.Cidr;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A setting of the Kubernetes layer. Those that become an option of k3s are named as k3s names it. */
public enum ClusterSetting {
    VERSION(null, "a version such as v1.34 or v1.34.1+k3s1", matching("v1\\.\\d{1,3}(?:\\..*)?")),
    VOTERS(null, "1, 3 or 5", Set.of("1", "3", "5")::contains),
    CLUSTER_CIDR("cluster-cidr", "IPv4 addresses like 10.42.0.0/16, with a prefix of 8 to 22", range(8, 22)),
    SERVICE_CIDR("service-cidr", "IPv4 addresses like 10.43.0.0/16, with a prefix of 12 to 27", range(12, 27)),
    FLANNEL_BACKEND(
            "flannel-backend",
            "vxlan, host-gw or wireguard-native; a layer of kind cni brings another network",
            Set.of("vxlan", "host-gw", "wireguard-native")::contains),
    DISABLE(
            "disable",
            "some of coredns, servicelb, traefik, local-storage, metrics-server, with commas between",
            text -> Set.of("coredns", "servicelb", "traefik", "local-storage", "metrics-server")
                    .containsAll(words(text))),
    DEFAULT_LOCAL_STORAGE_PATH(
            "default-local-storage-path",
            "a folder below /var, where data survive updates",
            matching("/var(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)+")),
    TLS_SAN(
            "tls-san",
            "names and addresses, with commas between",
            text -> words(text).stream().allMatch(matching("[A-Za-z0-9*][A-Za-z0-9.:-]{0,252}"))),
    ETCD_SNAPSHOT_SCHEDULE_CRON(
            "etcd-snapshot-schedule-cron",
            "five fields as cron has them, like 0 */6 * * *",
            matching("(?:[0-9*,/-]+ ){4}[0-9*,/-]+")),
    ETCD_SNAPSHOT_RETENTION("etcd-snapshot-retention", "a number from 1 to 999", matching("[1-9]\\d{0,2}")),
    SECRETS_ENCRYPTION("secrets-encryption", "true or false", Set.of("true", "false")::contains),
    REGISTRIES(
            "disable-default-registry-endpoint",
            "any, or none where images come with the release alone",
            Set.of("any", "none")::contains);

    private final @Nullable String option;
    private final String allowed;
    private final Predicate<String> usable;

    ClusterSetting(@Nullable String option, String allowed, Predicate<String> usable) {
        this.option = option;
        this.allowed = allowed;
        this.usable = usable;
    }

    /** Its name in profiles. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The option of k3s that it becomes. */
    public Optional<String> option() {
        return Optional.ofNullable(option);
    }

    /** What it may be, for a person. */
    public String allowed() {
        return allowed;
    }

    /** Whether {@code value} can be meant, looked at alone. */
    public boolean isUsable(String value) {
        return usable.test(value);
    }

    /** The one that {@code word} names. */
    public static Optional<ClusterSetting> ofWord(String word) {
        return Arrays.stream(values())
                .filter(setting -> setting.word().equals(word))
                .findFirst();
    }

    /** The words of a list with commas or spaces between. */
    static List<String> words(String text) {
        return Arrays.stream(text.split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .sorted()
                .distinct()
                .toList();
    }

    private static Predicate<String> matching(String pattern) {
        return Pattern.compile(pattern).asMatchPredicate();
    }

    private static Predicate<String> range(int shortest, int longest) {
        return text -> {
            try {
                int prefix = Cidr.parse(text).prefix();
                return prefix >= shortest && prefix <= longest;
            } catch (IllegalArgumentException none) {
                return false;
            }
        };
    }
}
