package dev.cairn.agent.update;

import dev.cairn.agent.kubernetes.ClusterSnapshots;
import dev.cairn.agent.slot.BootLoaderEntries;
import dev.cairn.agent.slot.SlotDevice;
import dev.cairn.image.slot.LoaderEntry;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.SlotName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Stands between an update and its ports: lets one fault happen at one operation and watches the rules that hold at each of them. */
final class Disturbance {
    private final Fault fault;
    private final Predicate<Operation> where;
    private final long which;
    private final List<Operation> seen = new ArrayList<>();
    private long matching;
    private boolean repaired;
    private @org.jspecify.annotations.Nullable Operation struck;

    /** The fault happens at the {@code which}th operation, counted from 1, of those that {@code where} accepts. */
    Disturbance(Fault fault, Predicate<Operation> where, long which) {
        this.fault = fault;
        this.where = where;
        this.which = which;
    }

    static Disturbance none() {
        return new Disturbance(Fault.NOTHING, operation -> true, Long.MAX_VALUE);
    }

    /** The power goes just before the {@code which}th change of the disk, which is after the one before it. */
    static Disturbance powerCutBeforeChange(long which) {
        return new Disturbance(Fault.POWER_CUT, Operation::changesTheDisk, which);
    }

    static final class PowerLost extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The process is gone; {@code hung} if only the watchdog noticed. */
    static final class AgentGone extends Error {
        private static final long serialVersionUID = 1L;
        final boolean hung;

        AgentGone(boolean hung) {
            this.hung = hung;
        }
    }

    interface Call {
        Object make() throws Throwable;
    }

    List<Operation> seen() {
        return seen;
    }

    long changes() {
        return seen.stream().filter(Operation::changesTheDisk).count();
    }

    boolean happened() {
        return struck != null;
    }

    /** A technician frees space, or puts in a disk that works. */
    void repair() {
        repaired = true;
    }

    <T> T over(Class<T> port, T real, UpdateRig rig) {
        Object proxy =
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (self, method, arguments) -> {
                    Object[] given = arguments == null ? new Object[0] : arguments;
                    Operation operation = Operation.of(rig.phase(), port.getSimpleName(), method.getName(), given);
                    rig.requireAllowed(operation, given);
                    return around(
                            operation,
                            () -> {
                                try {
                                    Object result = method.invoke(real, given);
                                    return result instanceof SlotDevice device
                                            ? over(SlotDevice.class, device, rig)
                                            : result;
                                } catch (InvocationTargetException thrown) {
                                    throw thrown.getCause();
                                }
                            },
                            () -> tear(real, operation, given, rig),
                            rig);
                });
        return port.cast(proxy);
    }

    Object around(Operation operation, Call real, Call half, UpdateRig rig) throws Throwable {
        seen.add(operation);
        if (where.test(operation)) {
            matching++;
        }
        if (!strikes(operation)) {
            return real.make();
        }
        struck = operation;
        return switch (fault) {
            case NOTHING -> real.make();
            case POWER_CUT -> throw new PowerLost();
            case POWER_CUT_IN_THE_MIDDLE -> {
                half.make();
                throw new PowerLost();
            }
            case AGENT_KILLED -> {
                real.make();
                throw new AgentGone(false);
            }
            case HANG, HANG_OF_THE_NEW_RELEASE -> throw new AgentGone(true);
            case EXCEPTION, EXCEPTIONS -> throw new IllegalStateException("a bug below " + operation);
            case NO_SPACE, DISK_FULL -> refused(operation, "No space left on device");
            case IO_ERROR, IO_ERRORS -> refused(operation, "Input/output error");
            case CLOCK_TO_1970 -> {
                rig.setClock(0);
                yield real.make();
            }
            case CLOCK_TO_2100 -> {
                rig.setClock(4_102_444_800_000L);
                yield real.make();
            }
        };
    }

    private boolean strikes(Operation operation) {
        if (struck == null) {
            return where.test(operation) && matching == which;
        }
        boolean samePlace = fault == Fault.HANG_OF_THE_NEW_RELEASE
                ? operation.method().equals(struck.method()) && fault.canHappenAt(operation)
                : fault.canHappenAt(operation);
        return fault.stays() && !repaired && samePlace && operation.port().equals(struck.port());
    }

    /** One port answers with what is wrong; the others throw it. */
    private static Object refused(Operation operation, String reason) throws Exception {
        if (operation.is("ClusterSnapshots.take")) {
            return new ClusterSnapshots.Taking.Failed(reason);
        }
        throw refusal(operation, reason);
    }

    /** As {@code StateFolder} and {@code UpdateStore} say it where a port has no IOException. */
    private static Exception refusal(Operation operation, String reason) {
        if (operation.is("UpdateStore.save")) {
            return new ProtocolException(
                    NodeProblem.STATE_UNWRITABLE, "state", UpdateStore.FILE, Map.of("reason", reason));
        }
        IOException refused = new IOException(reason);
        return operation.port().equals("UpdateStore") ? new UncheckedIOException(refused) : refused;
    }

    private static Object tear(Object real, Operation operation, Object[] given, UpdateRig rig) throws IOException {
        if (real instanceof SlotDevice device && given[1] instanceof byte[] data) {
            device.write((long) given[0], Arrays.copyOf(data, data.length / 2));
        } else if (real instanceof BootLoaderEntries entries && given[0] instanceof SlotName slot) {
            if (given.length == 3 && given[2] instanceof byte[] data) {
                entries.putFile(slot, (String) given[1], Arrays.copyOf(data, data.length / 2));
            } else if (given.length == 2 && given[1] instanceof LoaderEntry entry) {
                rig.leaveEmptyEntry(entry);
            } else {
                entries.remove(slot);
            }
        } else {
            throw new AssertionError("nothing to tear in " + operation);
        }
        return operation;
    }
}
