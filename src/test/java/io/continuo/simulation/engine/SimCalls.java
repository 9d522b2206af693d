package io.continuo.simulation.engine;

import com.fasterxml.jackson.databind.json.JsonMapper;

import io.continuo.api.Json;

import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/**
 * What {@link ProductLoader} calls instead of the JDK: everything that tells or waits for time, has
 * a thread, or is random. A method here stands for the one of its name; an instance method's
 * receiver comes first.
 */
public final class SimCalls {
    private static final JsonMapper MAPPER = Json.mapper();

    private SimCalls() {}

    private static Simulation sim() {
        return Simulation.current();
    }

    public static void crossing() {
        Simulation now = sim();
        if (now != null) {
            now.crossing();
        }
    }

    // --- time

    public static long nanoTime() {
        return sim().nanos();
    }

    public static long currentTimeMillis() {
        return sim().nanos() / 1_000_000;
    }

    public static Instant now() {
        return Instant.EPOCH.plus(sim().nanos(), ChronoUnit.NANOS);
    }

    public static void parkNanos(long nanos) {
        sim().parkNanos(nanos);
    }

    public static void parkNanos(Object blocker, long nanos) {
        sim().parkNanos(nanos);
    }

    public static void sleep(long millis) throws InterruptedException {
        sim().sleep(millis * 1_000_000);
    }

    public static void sleep(Duration time) throws InterruptedException {
        sim().sleep(time.toNanos());
    }

    public static void onSpinWait() {
        sim().pause(1000);
    }

    // --- waits with a limit, each made of the one without

    /**
     * Interrupts the wait when its time is over, which no one else does meanwhile: only one thread
     * runs at a time.
     *
     * @return whether it ended by itself
     */
    private static boolean within(long nanos, Callable<?> wait) throws InterruptedException {
        if (nanos <= 0) {
            return false;
        }
        Thread self = Thread.currentThread();
        boolean[] over = new boolean[1];
        try (AutoCloseable _ =
                sim().at(
                                sim().nanos() + nanos,
                                () -> {
                                    over[0] = true;
                                    self.interrupt();
                                })) {
            wait.call();
            if (over[0]) {
                Thread.interrupted();
            }
            return true;
        } catch (InterruptedException e) {
            if (over[0]) {
                return false;
            }
            throw e;
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public static long awaitNanos(Condition condition, long nanos) throws InterruptedException {
        long until = sim().nanos() + nanos;
        within(
                nanos,
                () -> {
                    condition.await();
                    return null;
                });
        return until - sim().nanos();
    }

    public static boolean await(Condition condition, long time, TimeUnit unit)
            throws InterruptedException {
        return awaitNanos(condition, unit.toNanos(time)) > 0;
    }

    public static boolean await(CountDownLatch latch, long time, TimeUnit unit)
            throws InterruptedException {
        return latch.getCount() == 0
                || within(
                        unit.toNanos(time),
                        () -> {
                            latch.await();
                            return null;
                        });
    }

    public static Object poll(BlockingQueue<?> queue, long time, TimeUnit unit)
            throws InterruptedException {
        Object[] taken = {queue.poll()};
        if (taken[0] == null) {
            within(unit.toNanos(time), () -> taken[0] = queue.take());
        }
        return taken[0];
    }

    public static boolean offer(BlockingQueue<Object> queue, Object item, long time, TimeUnit unit)
            throws InterruptedException {
        return queue.offer(item)
                || within(
                        unit.toNanos(time),
                        () -> {
                            queue.put(item);
                            return null;
                        });
    }

    public static boolean tryAcquire(Semaphore semaphore, long time, TimeUnit unit)
            throws InterruptedException {
        return tryAcquire(semaphore, 1, time, unit);
    }

    public static boolean tryAcquire(Semaphore semaphore, int permits, long time, TimeUnit unit)
            throws InterruptedException {
        return semaphore.tryAcquire(permits)
                || within(
                        unit.toNanos(time),
                        () -> {
                            semaphore.acquire(permits);
                            return null;
                        });
    }

    public static boolean tryLock(Lock lock, long time, TimeUnit unit) throws InterruptedException {
        return lock.tryLock()
                || within(
                        unit.toNanos(time),
                        () -> {
                            lock.lockInterruptibly();
                            return null;
                        });
    }

    public static Object get(Future<?> future, long time, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        Object[] got = new Object[1];
        ExecutionException[] failed = new ExecutionException[1];
        boolean done =
                future.isDone()
                        || within(
                                unit.toNanos(time),
                                () -> {
                                    try {
                                        got[0] = future.get();
                                    } catch (ExecutionException e) {
                                        failed[0] = e;
                                    }
                                    return null;
                                });
        if (failed[0] != null) {
            throw failed[0];
        }
        if (!done) {
            throw new TimeoutException();
        }
        return future.get();
    }

    public static boolean awaitTermination(ExecutorService service, long time, TimeUnit unit)
            throws InterruptedException {
        long until = sim().nanos() + unit.toNanos(time);
        while (!service.isTerminated() && sim().nanos() < until) {
            sim().sleep(1_000_000);
        }
        return service.isTerminated();
    }

    public static boolean join(Thread thread, Duration limit) throws InterruptedException {
        return !thread.isAlive()
                || within(
                        limit.toNanos(),
                        () -> {
                            thread.join();
                            return null;
                        });
    }

    public static void join(Thread thread, long millis) throws InterruptedException {
        join(thread, Duration.ofMillis(millis));
    }

    // --- monitors

    public static void enter(Object monitor) {
        Simulation now = sim();
        if (now != null) {
            now.monitors().enter(monitor);
        }
    }

    public static void exit(Object monitor) {
        Simulation now = sim();
        if (now != null) {
            now.monitors().exit(monitor);
        }
    }

    public static void wait(Object monitor) throws InterruptedException {
        sim().monitors().await(monitor, 0);
    }

    public static void wait(Object monitor, long millis) throws InterruptedException {
        sim().monitors().await(monitor, millis * 1_000_000);
    }

    public static void notify(Object monitor) {
        sim().monitors().notifyOne(monitor);
    }

    public static void notifyAll(Object monitor) {
        sim().monitors().notifyEach(monitor);
    }

    // --- threads

    public static Thread unstarted(Thread.Builder builder, Runnable body) {
        // A platform thread is made, never started, only to hear its name.
        String name = builder.unstarted(() -> {}).getName();
        return sim().thread(sim().here(), name, body);
    }

    public static Thread start(Thread.Builder builder, Runnable body) {
        Thread thread = unstarted(builder, body);
        thread.start();
        return thread;
    }

    public static ThreadFactory factory(Thread.Builder builder) {
        return body -> unstarted(builder, body);
    }

    public static Thread startVirtualThread(Runnable body) {
        return start(Thread.ofVirtual(), body);
    }

    // --- the rest of the world

    public static Logger getLogger(Class<?> type) {
        return NOPLogger.NOP_LOGGER;
    }

    public static void nextBytes(SecureRandom random, byte[] bytes) {
        sim().random().nextBytes(bytes);
    }

    public static UUID randomUUID() {
        return new UUID(sim().random().nextLong(), sim().random().nextLong());
    }

    /** One for all runs: making one takes longer than much else in a run. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static ByteBuffer allocateDirect(int bytes) {
        return sim().memory().allocate(bytes);
    }

    public static Path of(String first, String... more) {
        return SimPath.current(first, more);
    }
}
