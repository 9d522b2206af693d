package io.continuo.simulation.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * One simulated run: a clock, and virtual threads of which exactly one runs at a time, on the
 * thread that called {@link #run}. Which one is next is drawn from the seed, so the same seed gives
 * the same run, step by step.
 *
 * <p>The product's own classes run in it, unchanged but for the calls {@link ProductLoader} points
 * at {@link SimCalls}: those wait by this clock.
 */
public final class Simulation implements Executor {
    /** A step of a thread takes this many nanoseconds at most, of simulated time. */
    private static final int STEP_NANOS = 4000;

    /** Where every run's clock starts. */
    private static final long START = 1_000_000_000_000L;

    /** More steps than any honest run takes: somebody spins. */
    private static final long MOST_STEPS = 30_000_000;

    private record Timer(long at, long order, Runnable action) {}

    /** Static because calls in rewritten code have no other way to it; one run at a time. */
    private static Simulation current;

    private final Random random;
    private final Memory memory;
    private final Trace trace = new Trace();
    private final List<Runnable> ready = new ArrayList<>();
    private final Map<Runnable, Host> hosts = new IdentityHashMap<>();
    private final Map<Thread, Host> threads = new IdentityHashMap<>();
    private final Map<Runnable, String> names = new IdentityHashMap<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(
                    Comparator.comparingLong(Timer::at).thenComparingLong(Timer::order));
    private final SimFiles files = new SimFiles();
    private final Monitors monitors = new Monitors(this);
    private final ArrayDeque<String> failures = new ArrayDeque<>();
    private final Host outside = new Host("world");
    private final int yieldIn;
    private long nanos = START;
    private long timerOrder;
    private long steps;
    private boolean done;
    private long yieldState;

    /**
     * @param memory may be given to one run after the other
     */
    public Simulation(long seed, Memory memory) {
        this.memory = memory;
        // Random's first draws are alike for numbers next to each other.
        random = new Random(new SplittableRandom(seed).nextLong());
        yieldState = seed * 0x9E3779B97F4A7C15L + 1;
        int kind = random.nextInt(4);
        yieldIn = kind == 0 ? 0 : kind == 1 ? 500 : kind == 2 ? 60 : 12;
    }

    /** A process: its threads die together. */
    public static final class Host {
        private final String name;
        private boolean dead;
        private final List<AutoCloseable> open = new ArrayList<>();

        public Host(String name) {
            this.name = name;
        }

        public String name() {
            return name;
        }

        public boolean dead() {
            return dead;
        }

        /** Given up by the system when the process dies. */
        public void owns(AutoCloseable resource) {
            open.add(resource);
        }

        public void disowns(AutoCloseable resource) {
            open.remove(resource);
        }
    }

    public static Simulation current() {
        return current;
    }

    /** Runs {@code main} to its end; what it starts ends with it. */
    public void run(Runnable main) {
        if (current != null) {
            throw new IllegalStateException("one simulation at a time");
        }
        current = this;
        try {
            thread(
                            outside,
                            "main",
                            () -> {
                                try {
                                    main.run();
                                } finally {
                                    done = true;
                                }
                            })
                    .start();
            while (!done) {
                step();
            }
        } finally {
            current = null;
            memory.recycle();
        }
    }

    Memory memory() {
        return memory;
    }

    private void step() {
        fireTimers();
        if (ready.isEmpty()) {
            if (timers.isEmpty()) {
                throw new AssertionError("deadlock: every thread waits for another");
            }
            nanos = Math.max(nanos, timers.peek().at());
            return;
        }
        Runnable task = take();
        Host host = hosts.get(task);
        if (host == null || host.dead) {
            return;
        }
        if (++steps > MOST_STEPS) {
            throw new AssertionError("a thread spins: " + names.get(task));
        }
        nanos += 1 + random.nextInt(STEP_NANOS);
        trace.step(names.get(task).hashCode(), nanos);
        task.run();
    }

    private Runnable take() {
        int last = ready.size() - 1;
        int chosen = last == 0 ? 0 : random.nextInt(last + 1);
        Runnable task = ready.get(chosen);
        ready.set(chosen, ready.get(last));
        ready.removeLast();
        return task;
    }

    private void fireTimers() {
        while (!timers.isEmpty() && timers.peek().at() <= nanos) {
            timers.poll().action().run();
        }
    }

    @Override
    public void execute(Runnable task) {
        ready.add(task);
    }

    /** A thread of a process, not started. */
    public Thread thread(Host host, String name, Runnable body) {
        Thread[] self = new Thread[1];
        Thread thread =
                VirtualThreads.unstarted(
                        this,
                        name,
                        () -> {
                            try {
                                body.run();
                            } catch (Throwable e) {
                                failed(name, e);
                            } finally {
                                threads.remove(self[0]);
                                hosts.remove(VirtualThreads.task(self[0]));
                            }
                        });
        self[0] = thread;
        threads.put(thread, host);
        Runnable task = VirtualThreads.task(thread);
        hosts.put(task, host);
        names.put(task, host.name + "/" + name);
        return thread;
    }

    /** The process whose thread is running. */
    public Host here() {
        return threads.getOrDefault(Thread.currentThread(), outside);
    }

    /** kill -9: no thread of it takes another step, what it had open is given up. */
    public void kill(Host host) {
        host.dead = true;
        for (AutoCloseable resource : List.copyOf(host.open)) {
            try {
                resource.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        host.open.clear();
        trace.note("kill " + host.name);
    }

    private void failed(String name, Throwable e) {
        java.io.StringWriter text = new java.io.StringWriter();
        e.printStackTrace(new java.io.PrintWriter(text));
        failures.add("thread " + name + " died: " + text);
        done = true;
    }

    /** Threads that died of an exception nobody caught. */
    public List<String> failures() {
        return List.copyOf(failures);
    }

    public Random random() {
        return random;
    }

    public Trace trace() {
        return trace;
    }

    public SimFiles files() {
        return files;
    }

    Monitors monitors() {
        return monitors;
    }

    /** Simulated monotonic time. */
    public long nanos() {
        return nanos;
    }

    public long steps() {
        return steps;
    }

    /** Does something at a time, between two steps; it must not wait. */
    public AutoCloseable at(long when, Runnable action) {
        Timer timer = new Timer(when, timerOrder++, action);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    /** As {@link LockSupport#parkNanos(long)}, by the simulated clock. */
    public void parkNanos(long wait) {
        if (wait <= 0) {
            return;
        }
        Thread thread = Thread.currentThread();
        Timer timer = new Timer(nanos + wait, timerOrder++, () -> LockSupport.unpark(thread));
        timers.add(timer);
        LockSupport.park();
        timers.remove(timer);
    }

    public void sleep(long wait) throws InterruptedException {
        long until = nanos + wait;
        while (nanos < until) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            parkNanos(until - nanos);
        }
    }

    /** A pause nobody can interrupt, as a system call is. */
    public void pause(long wait) {
        boolean interrupted = false;
        long until = nanos + wait;
        while (nanos < until) {
            interrupted |= Thread.interrupted();
            parkNanos(until - nanos);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Where one thread may overtake another. */
    public void crossing() {
        if (yieldIn == 0 || !Thread.currentThread().isVirtual()) {
            return;
        }
        yieldState ^= yieldState << 13;
        yieldState ^= yieldState >>> 7;
        yieldState ^= yieldState << 17;
        if (Long.remainderUnsigned(yieldState, yieldIn) == 0) {
            Thread.yield();
        }
    }
}
