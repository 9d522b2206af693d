package io.continuo.simulation.engine;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.MonitorInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;

/** Points calls of the JDK at {@link SimCalls}, and lets threads overtake at those that lock. */
final class Redirect implements CodeTransform {
    private static final ClassDesc CALLS = ClassDesc.of(SimCalls.class.getName());
    private static final MethodTypeDesc OF_OBJECT =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);

    /** Methods of these names and classes go to {@link SimCalls}, if it has one that fits. */
    private static final Map<String, Set<String>> REDIRECTED =
            Map.ofEntries(
                    Map.entry("java/lang/System", Set.of("nanoTime", "currentTimeMillis")),
                    Map.entry("java/time/Instant", Set.of("now")),
                    Map.entry("java/util/concurrent/locks/LockSupport", Set.of("parkNanos")),
                    Map.entry(
                            "java/lang/Thread",
                            Set.of("sleep", "join", "onSpinWait", "startVirtualThread")),
                    Map.entry("java/lang/Thread$Builder", Set.of("unstarted", "start", "factory")),
                    Map.entry(
                            "java/lang/Thread$Builder$OfPlatform",
                            Set.of("unstarted", "start", "factory")),
                    Map.entry(
                            "java/lang/Thread$Builder$OfVirtual",
                            Set.of("unstarted", "start", "factory")),
                    Map.entry(
                            "java/util/concurrent/locks/Condition", Set.of("awaitNanos", "await")),
                    Map.entry("java/util/concurrent/CountDownLatch", Set.of("await")),
                    Map.entry("java/util/concurrent/BlockingQueue", Set.of("poll", "offer")),
                    Map.entry("java/util/concurrent/ArrayBlockingQueue", Set.of("poll", "offer")),
                    Map.entry("java/util/concurrent/LinkedBlockingQueue", Set.of("poll", "offer")),
                    Map.entry("java/util/concurrent/Semaphore", Set.of("tryAcquire")),
                    Map.entry("java/util/concurrent/locks/ReentrantLock", Set.of("tryLock")),
                    Map.entry("java/util/concurrent/locks/Lock", Set.of("tryLock")),
                    Map.entry("java/util/concurrent/Future", Set.of("get")),
                    Map.entry("java/util/concurrent/CompletableFuture", Set.of("get")),
                    Map.entry("java/util/concurrent/ExecutorService", Set.of("awaitTermination")),
                    Map.entry("org/slf4j/LoggerFactory", Set.of("getLogger")),
                    Map.entry("java/security/SecureRandom", Set.of("nextBytes")),
                    Map.entry("java/util/UUID", Set.of("randomUUID")),
                    Map.entry("java/nio/ByteBuffer", Set.of("allocateDirect")),
                    Map.entry("java/nio/file/Path", Set.of("of")),
                    Map.entry("io/continuo/api/Json", Set.of("mapper")));

    /** Of any class: they are {@link Object}'s. */
    private static final Set<String> OF_OBJECTS = Set.of("wait", "notify", "notifyAll");

    private final boolean crossings;

    Redirect(MethodModel method) {
        // A class that is being made cannot be left half way.
        crossings = !method.methodName().equalsString("<clinit>");
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        switch (element) {
            case MonitorInstruction monitor ->
                    code.invokestatic(
                            CALLS,
                            monitor.opcode() == Opcode.MONITORENTER ? "enter" : "exit",
                            OF_OBJECT);
            case InvokeInstruction call -> invoke(code, call);
            default -> code.with(element);
        }
    }

    private void invoke(CodeBuilder code, InvokeInstruction call) {
        String owner = call.owner().asInternalName();
        String name = call.name().stringValue();
        if (crossings && owner.startsWith("java/util/concurrent/")) {
            code.invokestatic(CALLS, "crossing", ConstantDescs.MTD_void);
        }
        // What a class keeps for good must not be memory of one run.
        boolean kept = !crossings && name.equals("allocateDirect");
        boolean wanted =
                OF_OBJECTS.contains(name)
                        ? call.opcode() == Opcode.INVOKEVIRTUAL
                        : !kept && REDIRECTED.getOrDefault(owner, Set.of()).contains(name);
        MethodTypeDesc type = call.typeSymbol();
        if (call.opcode() != Opcode.INVOKESTATIC) {
            type = type.insertParameterTypes(0, call.owner().asSymbol());
        }
        Method target = wanted ? target(name, type) : null;
        if (target == null) {
            code.with(call);
            return;
        }
        code.invokestatic(CALLS, name, MethodTypeDesc.ofDescriptor(descriptor(target)));
        ClassDesc returns = call.typeSymbol().returnType();
        if (!returns.isPrimitive() && target.getReturnType() == Object.class) {
            code.checkcast(returns);
        }
    }

    private static String descriptor(Method method) {
        return java.lang.invoke.MethodType.methodType(
                        method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
    }

    private static Method target(String name, MethodTypeDesc type) {
        for (Method method : SimCalls.class.getDeclaredMethods()) {
            if (method.getName().equals(name)
                    && method.getParameterCount() == type.parameterCount()
                    && fits(method, type)) {
                return method;
            }
        }
        return null;
    }

    private static boolean fits(Method method, MethodTypeDesc type) {
        for (int i = 0; i < type.parameterCount(); i++) {
            ClassDesc given = type.parameterType(i);
            Class<?> taken = method.getParameterTypes()[i];
            if (given.isPrimitive() || taken.isPrimitive()) {
                if (!given.descriptorString().equals(taken.descriptorString())) {
                    return false;
                }
            } else if (!taken.isAssignableFrom(known(given))) {
                return false;
            }
        }
        return true;
    }

    private static Class<?> known(ClassDesc type) {
        try {
            if (type.isArray()) {
                return Class.forName(type.descriptorString().replace('/', '.'));
            }
            String name = type.descriptorString();
            name = name.substring(1, name.length() - 1).replace('/', '.');
            return name.startsWith("io.continuo.") ? Object.class : Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
