package io.continuo.simulation.engine;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.util.concurrent.Executor;

/**
 * Virtual threads that run on an executor of ours. The JDK has them for its own tests; there is no
 * public way (JDK 25), so the tests' JVM opens {@code java.lang}.
 */
final class VirtualThreads {
    private static final Constructor<?> BUILDER;
    private static final Field TASK;

    static {
        try {
            BUILDER =
                    Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
                            .getDeclaredConstructor(Executor.class);
            BUILDER.setAccessible(true);
            TASK = Class.forName("java.lang.VirtualThread").getDeclaredField("runContinuation");
            TASK.setAccessible(true);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private VirtualThreads() {}

    static Thread unstarted(Executor scheduler, String name, Runnable body) {
        try {
            Thread.Builder.OfVirtual builder =
                    (Thread.Builder.OfVirtual) BUILDER.newInstance(scheduler);
            return builder.name(name).unstarted(body);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is given to the executor each time the thread can go on. */
    static Runnable task(Thread thread) {
        try {
            return (Runnable) TASK.get(thread);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
