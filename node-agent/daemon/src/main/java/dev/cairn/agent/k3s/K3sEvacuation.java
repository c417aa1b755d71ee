package dev.cairn.agent.k3s;

import dev.cairn.agent.k3s.K3sObjects.Place;
import dev.cairn.agent.k3s.K3sObjects.Pod;
import dev.cairn.agent.kubernetes.Commands;
import dev.cairn.agent.update.Evacuation;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Moves pods off this node with the rights of its kubelet, so that agents need no server to do it for them: the node is closed to new work, and
 * Kubernetes is asked to evict one pod after the other, which keeps to disruption budgets. Where no other node could take them, they stay: a restart
 * ends them for a moment, and taking them away would end them no less. One lane calls it.
 */
public final class K3sEvacuation implements Evacuation {
    /** How long all pods together may take: their own times to end, and a copy that gets ready elsewhere before the next may go. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final K3sFiles files;
    private final K3sObjects objects;
    private final K3sService service;
    private final LongSupplier ticks;
    private Optional<Long> since = Optional.empty();

    /** For k3s below a root. */
    public K3sEvacuation(K3sFiles files, Commands commands) {
        // Counts on when people set the clock.
        this(files, commands, () -> System.nanoTime() / 1_000_000);
    }

    /** @param ticks milliseconds from anywhere */
    K3sEvacuation(K3sFiles files, Commands commands, LongSupplier ticks) {
        this.files = files;
        this.objects = new K3sObjects(files, new K3sCommand(files, commands));
        this.service = new K3sService(files, commands);
        this.ticks = ticks;
    }

    @Override
    public Leaving leave() {
        long now = ticks.getAsLong();
        long begun = since.orElse(now);
        since = Optional.of(begun);
        Leaving far = lookAndAct();
        if (far instanceof Leaving.Underway underway && now - begun > PATIENCE.toMillis()) {
            far = new Leaving.Refused(underway.what());
        }
        if (!(far instanceof Leaving.Underway)) {
            since = Optional.empty();
        }
        return far;
    }

    private Leaving lookAndAct() {
        try {
            if (files.configText().isEmpty() || !service.isRunning()) {
                return new Leaving.Gone();
            }
            String own = nodeName();
            List<Place> places = objects.places();
            if (places.stream().noneMatch(place -> !place.name().equals(own) && place.ready() && !place.closed())) {
                return new Leaving.Gone();
            }
            // A node that somebody else has closed stays as it is.
            if (places.stream().anyMatch(place -> place.name().equals(own) && !place.closed())) {
                objects.close(own);
            }
            List<Pod> pods = objects.podsOn(own).stream().filter(Pod::movable).toList();
            String why = "";
            for (Pod pod : pods) {
                if (!pod.leaving()) {
                    why = evict(pod);
                }
            }
            return pods.isEmpty()
                    ? new Leaving.Gone()
                    : new Leaving.Underway(name(pods.getFirst())
                            + (pods.size() > 1 ? " and " + (pods.size() - 1) + " more have" : " has")
                            + " not left yet" + why);
        } catch (IOException silent) {
            return new Leaving.Underway("Kubernetes does not answer: " + silent.getMessage());
        }
    }

    private String evict(Pod pod) {
        try {
            objects.evict(pod);
            return "";
        } catch (IOException refused) {
            return ", " + name(pod) + ": " + refused.getMessage();
        }
    }

    @Override
    public boolean comeBack() {
        since = Optional.empty();
        try {
            if (files.configText().isEmpty()) {
                return true;
            }
            if (!service.isRunning()) {
                return false;
            }
            String own = nodeName();
            if (objects.places().stream().anyMatch(place -> place.name().equals(own) && place.away())) {
                objects.open(own);
            }
            return true;
        } catch (IOException silent) {
            return false;
        }
    }

    private static String name(Pod pod) {
        return pod.namespace() + "/" + pod.name();
    }

    private String nodeName() throws IOException {
        return K3sConfig.nodeNameOf(files.configText());
    }
}
