package io.continuo.simulation.engine;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * What {@code synchronized}, {@code wait} and {@code notify} become: the JVM wakes threads that
 * wait for its own monitors from a thread of its own, whose timing no seed decides.
 */
public final class Monitors {
    private static final class Monitor {
        Thread owner;
        int depth;
        final ArrayDeque<Thread> entering = new ArrayDeque<>();
        final ArrayDeque<Waiter> waiting = new ArrayDeque<>();
    }

    private static final class Waiter {
        final Thread thread;
        boolean notified;

        Waiter(Thread thread) {
            this.thread = thread;
        }
    }

    private final Simulation simulation;
    private final Map<Object, Monitor> monitors = new IdentityHashMap<>();

    Monitors(Simulation simulation) {
        this.simulation = simulation;
    }

    void enter(Object object) {
        simulation.crossing();
        acquire(object, 1);
    }

    private void acquire(Object object, int depth) {
        Thread self = Thread.currentThread();
        Monitor monitor = monitors.computeIfAbsent(object, any -> new Monitor());
        if (monitor.owner == self) {
            monitor.depth += depth;
            return;
        }
        boolean interrupted = false;
        while (monitor.owner != null) {
            monitor.entering.add(self);
            LockSupport.park();
            monitor.entering.remove(self);
            interrupted |= Thread.interrupted();
        }
        monitor.owner = self;
        monitor.depth = depth;
        // May have been dropped while nobody held it.
        monitors.put(object, monitor);
        if (interrupted) {
            self.interrupt();
        }
    }

    void exit(Object object) {
        Monitor monitor = owned(object);
        if (--monitor.depth == 0) {
            release(object, monitor);
        }
    }

    private void release(Object object, Monitor monitor) {
        monitor.owner = null;
        if (monitor.entering.isEmpty()) {
            if (monitor.waiting.isEmpty()) {
                monitors.remove(object);
            }
        } else {
            monitor.entering.forEach(LockSupport::unpark);
        }
    }

    private Monitor owned(Object object) {
        Monitor monitor = monitors.get(object);
        if (monitor == null || monitor.owner != Thread.currentThread()) {
            throw new IllegalMonitorStateException();
        }
        return monitor;
    }

    /**
     * @param nanos 0 for ever
     */
    void await(Object object, long nanos) throws InterruptedException {
        Monitor monitor = owned(object);
        Waiter waiter = new Waiter(Thread.currentThread());
        int depth = monitor.depth;
        monitor.waiting.add(waiter);
        release(object, monitor);
        long until = simulation.nanos() + nanos;
        boolean interrupted = false;
        while (!waiter.notified && !(interrupted |= Thread.interrupted())) {
            if (nanos == 0) {
                LockSupport.park();
            } else if (simulation.nanos() < until) {
                simulation.parkNanos(until - simulation.nanos());
            } else {
                break;
            }
        }
        monitor.waiting.remove(waiter);
        monitors.putIfAbsent(object, monitor);
        acquire(object, depth);
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    void notifyOne(Object object) {
        Waiter first = owned(object).waiting.poll();
        if (first != null) {
            first.notified = true;
            LockSupport.unpark(first.thread);
        }
    }

    void notifyEach(Object object) {
        Monitor monitor = owned(object);
        while (!monitor.waiting.isEmpty()) {
            notifyOne(object);
        }
    }
}
