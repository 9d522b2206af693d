package io.continuo.simulation.engine;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.reflect.AccessFlag;
import java.util.List;
import java.util.Optional;

/**
 * Loads the product's own classes with every call that tells or waits for time, has a thread or is
 * random pointed at {@link SimCalls}, and with planted bugs where a test wants some. What runs in a
 * simulation is therefore the product, not a model of it, and the product has no seams for it.
 */
public final class ProductLoader extends ClassLoader {
    private static final String PRODUCT = "io.continuo.replication.";
    private static final String WORLD = "io.continuo.simulation.world.";

    private final ClassFile classFile;
    private final List<PlantedBug> bugs;

    /**
     * @param bugs changes of the product to make; every one must find what it changes
     */
    public ProductLoader(List<PlantedBug> bugs) {
        super(ProductLoader.class.getClassLoader());
        this.bugs = bugs;
        this.classFile =
                ClassFile.of(
                        ClassFile.ClassHierarchyResolverOption.of(
                                ClassHierarchyResolver.ofResourceParsing(getParent())
                                        .orElse(ClassHierarchyResolver.defaultResolver())));
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PRODUCT) && !name.startsWith(WORLD)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        try (InputStream in =
                getParent().getResourceAsStream(name.replace('.', '/').concat(".class"))) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = rewrite(name, classFile.parse(in.readAllBytes()));
            return defineClass(name, bytes, 0, bytes.length);
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    private byte[] rewrite(String name, ClassModel model) {
        return classFile.transformClass(
                model,
                (builder, element) -> {
                    if (element instanceof MethodModel method) {
                        builder.transformMethod(method, rewritten(name, method));
                    } else {
                        builder.with(element);
                    }
                });
    }

    private MethodTransform rewritten(String type, MethodModel method) {
        boolean locked = method.flags().has(AccessFlag.SYNCHRONIZED);
        boolean ofType = method.flags().has(AccessFlag.STATIC);
        Optional<PlantedBug> bug =
                bugs.stream()
                        .filter(one -> one.changes(type, method.methodName().stringValue()))
                        .findFirst();
        return (builder, element) -> {
            switch (element) {
                case java.lang.classfile.AccessFlags flags when locked ->
                        builder.withFlags(flags.flagsMask() & ~ClassFile.ACC_SYNCHRONIZED);
                case CodeModel code when Stubs.has(type, method) ->
                        builder.withCode(Stubs.body(type, method));
                case CodeModel code -> {
                    var transform = bug.map(one -> one.start()).orElse(null);
                    var calls = new Redirect(method);
                    var all = transform == null ? calls : transform.andThen(calls);
                    builder.transformCode(
                            code, locked ? all.andThen(new Unlocked(classOf(ofType, type))) : all);
                }
                default -> builder.with(element);
            }
        };
    }

    private static Optional<String> classOf(boolean ofType, String type) {
        return ofType ? Optional.of(type) : Optional.empty();
    }
}
