package dev.cairn.app.usecase.sync;

import dev.cairn.app.domain.AppProblem;
import dev.cairn.app.domain.Problem;
import dev.cairn.app.domain.ProblemException;
import dev.cairn.app.domain.fleet.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/** One lane per node: what is done to one node is done in turn; a cap on the whole. Safe for use by many threads. */
final class Lanes {
    private static final int AT_ONCE = 32;

    private final Map<NodeId, ReentrantLock> lanes = new ConcurrentHashMap<>();
    private final Semaphore cap = new Semaphore(AT_ONCE);

    /** Works on all things side by side and answers in their order; an interrupt stops all. */
    <A, B> List<B> each(List<A> things, Function<A, String> name, Function<A, B> work) {
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("lane-", 0).factory());
        try {
            List<Future<B>> running = new ArrayList<>();
            for (A thing : things) {
                running.add(threads.submit(() -> {
                    Thread.currentThread().setName(name.apply(thing));
                    return work.apply(thing);
                }));
            }
            List<B> answers = new ArrayList<>();
            for (Future<B> future : running) {
                answers.add(future.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.of(AppProblem.CANCELLED, "sync", "lanes"), e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            throw new ProblemException(
                    Problem.of(AppProblem.UNEXPECTED, "sync", "lanes", "detail", String.valueOf(e.getCause())),
                    e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Works on one node once it is free and the cap allows. */
    <T> T in(NodeId node, Supplier<T> work) {
        ReentrantLock lane = lanes.computeIfAbsent(node, id -> new ReentrantLock());
        try {
            lane.lockInterruptibly();
            try {
                cap.acquire();
                try {
                    return work.get();
                } finally {
                    cap.release();
                }
            } finally {
                lane.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(Problem.of(AppProblem.CANCELLED, "sync", node), e);
        }
    }
}
