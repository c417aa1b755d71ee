package dev.cairn.agent.ssh;

import dev.cairn.agent.identity.HostCertificate;
import dev.cairn.protocol.Answers;
import dev.cairn.protocol.ClusterSecrets;
import dev.cairn.protocol.NodeFacts;
import dev.cairn.protocol.NodeProblem;
import dev.cairn.protocol.NodeStatus;
import dev.cairn.protocol.Order;
import dev.cairn.protocol.ProtocolException;
import dev.cairn.protocol.RecoveryStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Turns the words of an exec request into a call, and the result into what is printed. Thread-safe. */
public final class NodeCommands {
    private static final int MOST_RECORDS = 10_000;

    private final Node node;
    private final Recoverer recoverer;

    /** The commands of one node. */
    public NodeCommands(Node node, Recoverer recoverer) {
        this.node = node;
        this.recoverer = recoverer;
    }

    /** What the commands ask of the node; implemented by the wiring. */
    public interface Node {
        NodeStatus status();

        NodeFacts facts();

        Answers.OrderAccepted order(byte[] envelope);

        Answers.MissingChunks missing(String bundle) throws IOException;

        Answers.ChunksReceived put(InputStream frames) throws IOException;

        Answers.Accepted turn(String bundle);

        Answers.Drained drain(long after, int most);

        Answers.DrainAcknowledged acknowledge(long seq);

        Answers.LogLines logs(int lines);

        Answers.TrialLog failedTrial();

        Answers.SlotReport slots();

        Answers.Kubeconfig kubeconfig() throws IOException;

        /** @param envelope of a request that the fleet key signed */
        ClusterSecrets clusterSecrets(byte[] envelope) throws IOException;

        /** @param line empty to ask only */
        Answers.HostCertified certificate(byte[] line);

        Answers.Accepted reboot();

        Answers.Accepted bootstrap() throws IOException;
    }

    /** What the commands that begin with {@code recover} ask of the bootstrap system. */
    public interface Recoverer {
        Answers.Accepted accept(byte[] envelope) throws IOException;

        RecoveryStatus status();

        Answers.MissingChunks missing();

        Answers.ChunksReceived put(InputStream frames) throws IOException;

        Answers.Accepted finish();
    }

    /** Runs one command; the answer is to be printed as JSON. Refusals are {@link ProtocolException}s. */
    public Object run(String line, InputStream in) throws IOException {
        List<String> words = Arrays.asList(line.strip().split("\\s+"));
        String command = words.getFirst();
        return switch (command) {
            case "status" -> alone(words, node::status);
            case "facts" -> alone(words, node::facts);
            case "slot" -> alone(words, node::slots);
            case "order" -> {
                requireWords(words, 1);
                yield node.order(in.readNBytes(Order.MOST_BYTES + 1));
            }
            case "chunks" -> chunks(words, in);
            case "turn" -> {
                requireWords(words, 2);
                requireDigest(words, 1);
                yield node.turn(words.get(1));
            }
            case "drain" -> drain(words);
            case "logs" -> {
                requireWords(words, 2);
                if (words.get(1).equals("failed-trial")) {
                    yield node.failedTrial();
                }
                yield node.logs((int) number(words, 1, 100_000));
            }
            case "certificate" -> {
                requireWords(words, 1);
                yield node.certificate(in.readNBytes(HostCertificate.MOST_BYTES + 1));
            }
            case "kubeconfig" -> {
                requireWords(words, 1);
                yield node.kubeconfig();
            }
            case "cluster-secrets" -> {
                requireWords(words, 1);
                yield node.clusterSecrets(in.readNBytes(Order.MOST_BYTES + 1));
            }
            case "reboot" -> alone(words, node::reboot);
            case "bootstrap" -> {
                requireWords(words, 1);
                yield node.bootstrap();
            }
            case "recover" -> recover(words, in);
            default ->
                throw new ProtocolException(NodeProblem.COMMAND_UNKNOWN, "command", printable(command), Map.of());
        };
    }

    private Object chunks(List<String> words, InputStream in) throws IOException {
        if (words.size() == 3 && words.get(1).equals("missing") && words.get(2).matches("[0-9a-f]{64}")) {
            return node.missing(words.get(2));
        }
        if (words.size() == 2 && words.get(1).equals("put")) {
            return node.put(in);
        }
        throw badArguments(words, "chunks missing BUNDLE | chunks put");
    }

    private Object recover(List<String> words, InputStream in) throws IOException {
        if (words.size() == 1) {
            return recoverer.accept(in.readNBytes(Order.MOST_BYTES + 1));
        }
        requireWords(words, 2);
        return switch (words.get(1)) {
            case "status" -> recoverer.status();
            case "missing" -> recoverer.missing();
            case "put" -> recoverer.put(in);
            case "finish" -> recoverer.finish();
            default -> throw badArguments(words, "recover | recover status | missing | put | finish");
        };
    }

    private Object drain(List<String> words) {
        if (words.size() == 3 && words.get(1).equals("ack")) {
            return node.acknowledge(number(words, 2, Long.MAX_VALUE));
        }
        requireWords(words, 3);
        return node.drain(number(words, 1, Long.MAX_VALUE), (int) number(words, 2, MOST_RECORDS));
    }

    private static Object alone(List<String> words, Supplier<Object> call) {
        requireWords(words, 1);
        return call.get();
    }

    private static void requireWords(List<String> words, int count) {
        if (words.size() != count) {
            throw badArguments(words, "it takes " + (count - 1));
        }
    }

    private static void requireDigest(List<String> words, int index) {
        if (!words.get(index).matches("[0-9a-f]{64}")) {
            throw badArguments(words, "a bundle's digest is expected");
        }
    }

    private static long number(List<String> words, int index, long most) {
        String word = words.get(index);
        if (!word.matches("\\d{1,18}") || Long.parseLong(word) > most) {
            throw badArguments(words, "a number from 0 to " + most + " is expected");
        }
        return Long.parseLong(word);
    }

    private static ProtocolException badArguments(List<String> words, String reason) {
        return new ProtocolException(
                NodeProblem.COMMAND_BAD_ARGUMENTS, "command", printable(words.getFirst()), Map.of("reason", reason));
    }

    private static String printable(String word) {
        String plain = word.replaceAll("[^!-~]", "?");
        return plain.length() <= 40 ? plain : plain.substring(0, 40);
    }
}
