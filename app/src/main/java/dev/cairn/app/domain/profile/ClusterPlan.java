package dev.cairn.app.domain.profile;

import dev.cairn.protocol.Cidr;
import dev.cairn.protocol.ClusterSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the layers of a profile make of its cluster: a layer of kind cni turns flannel off, one of kind csi the local-path provisioner, and
 * the Kubernetes layer's settings say the rest. Immutable, pure.
 *
 * @param settings those of the usual cluster where there are faults
 */
public record ClusterPlan(ClusterSettings settings, List<SettingFault> faults) {
    private static final String LOCAL_STORAGE = "local-storage";

    public ClusterPlan {
        faults = List.copyOf(faults);
    }

    /** The part of a layer that is looked at. */
    public record Words(LayerKind kind, Map<String, String> settings) {}

    /** Reads the layers in their order. */
    public static ClusterPlan of(List<Words> layers) {
        Reading reading = new Reading(layers);
        List<SettingFault> faults = reading.faults();
        return new ClusterPlan(faults.isEmpty() ? reading.settings() : ClusterSettings.USUAL, faults);
    }

    /** For one use. */
    private static final class Reading {
        private final Map<ClusterSetting, String> given = new EnumMap<>(ClusterSetting.class);
        private final List<SettingFault> faults = new ArrayList<>();
        private final boolean ownNetwork;
        private final boolean ownStorage;
        private int kubernetes = -1;

        Reading(List<Words> layers) {
            ownNetwork = layers.stream().anyMatch(layer -> layer.kind() == LayerKind.CNI);
            ownStorage = layers.stream().anyMatch(layer -> layer.kind() == LayerKind.CSI);
            for (int i = 0; i < layers.size(); i++) {
                if (layers.get(i).kind() == LayerKind.KUBERNETES) {
                    kubernetes = i;
                    layers.get(i).settings().forEach(this::take);
                }
            }
        }

        private void take(String word, String value) {
            ClusterSetting setting = ClusterSetting.ofWord(word).orElse(null);
            if (setting == null) {
                List<String> known = Arrays.stream(ClusterSetting.values())
                        .map(ClusterSetting::word)
                        .toList();
                faults.add(new SettingFault(kubernetes, word, value, "one of " + String.join(", ", known)));
            } else if (!setting.isUsable(value)) {
                faults.add(new SettingFault(kubernetes, word, value, setting.allowed()));
            } else {
                given.put(setting, value);
            }
        }

        List<SettingFault> faults() {
            if (ownNetwork && given.containsKey(ClusterSetting.FLANNEL_BACKEND)) {
                fault(ClusterSetting.FLANNEL_BACKEND, "nothing beside a layer of kind cni, which turns flannel off");
            }
            if (given.containsKey(ClusterSetting.DEFAULT_LOCAL_STORAGE_PATH)
                    && disabled().contains(LOCAL_STORAGE)) {
                fault(
                        ClusterSetting.DEFAULT_LOCAL_STORAGE_PATH,
                        "nothing where local-storage is disabled, which a layer of kind csi does too");
            }
            String pods = given.get(ClusterSetting.CLUSTER_CIDR);
            String services = given.get(ClusterSetting.SERVICE_CIDR);
            Cidr ofPods = pods == null ? ClusterSettings.USUAL_PODS : Cidr.parse(pods);
            Cidr ofServices = services == null ? ClusterSettings.USUAL_SERVICES : Cidr.parse(services);
            if (ofPods.overlaps(ofServices)) {
                fault(
                        pods == null ? ClusterSetting.SERVICE_CIDR : ClusterSetting.CLUSTER_CIDR,
                        "addresses that pods and services do not share; without a word they are 10.42.0.0/16 and"
                                + " 10.43.0.0/16");
            }
            return faults;
        }

        private void fault(ClusterSetting setting, String allowed) {
            faults.add(new SettingFault(kubernetes, setting.word(), String.valueOf(given.get(setting)), allowed));
        }

        private List<String> disabled() {
            TreeSet<String> disabled = new TreeSet<>(words(ClusterSetting.DISABLE));
            if (ownStorage) {
                disabled.add(LOCAL_STORAGE);
            }
            return List.copyOf(disabled);
        }

        private List<String> words(ClusterSetting setting) {
            return ClusterSetting.words(given.getOrDefault(setting, ""));
        }

        ClusterSettings settings() {
            ClusterSettings usual = ClusterSettings.USUAL;
            return new ClusterSettings(
                    ClusterSettings.FORMAT,
                    number(ClusterSetting.VOTERS, usual.voters()),
                    given.get(ClusterSetting.CLUSTER_CIDR),
                    given.get(ClusterSetting.SERVICE_CIDR),
                    ownNetwork ? "none" : given.get(ClusterSetting.FLANNEL_BACKEND),
                    disabled(),
                    given.get(ClusterSetting.DEFAULT_LOCAL_STORAGE_PATH),
                    words(ClusterSetting.TLS_SAN),
                    given.get(ClusterSetting.ETCD_SNAPSHOT_SCHEDULE_CRON),
                    number(ClusterSetting.ETCD_SNAPSHOT_RETENTION, usual.snapshotsKept()),
                    "true".equals(given.get(ClusterSetting.SECRETS_ENCRYPTION)),
                    "none".equals(given.get(ClusterSetting.REGISTRIES)));
        }

        private int number(ClusterSetting setting, int usual) {
            @Nullable String text = given.get(setting);
            return text == null ? usual : Integer.parseInt(text);
        }
    }
}
