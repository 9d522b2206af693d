package io.continuo.simulation.engine;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.function.Consumer;

/** Methods of the product that reach beyond Java, or only warm up, and get another body here. */
final class Stubs {
    private static final ClassDesc OPTIONAL = ClassDesc.of("java.util.Optional");

    private static final Map<String, Consumer<CodeBuilder>> BODIES =
            Map.of(
                    // No system calls by hand: files are simulated.
                    "io.continuo.replication.nbd.LinuxFile.supported",
                    code -> code.iconst_0().ireturn(),
                    "io.continuo.replication.target.LinuxHoles.find",
                    code ->
                            code.invokestatic(OPTIONAL, "empty", MethodTypeDesc.of(OPTIONAL))
                                    .areturn(),
                    "io.continuo.replication.journal.CipherWarmup.run",
                    code -> code.return_());

    private Stubs() {}

    static boolean has(String type, MethodModel method) {
        return BODIES.containsKey(type + "." + method.methodName().stringValue());
    }

    static Consumer<CodeBuilder> body(String type, MethodModel method) {
        return BODIES.get(type + "." + method.methodName().stringValue());
    }
}
