package io.continuo.simulation.engine;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;

/** The body of a method that was {@code synchronized}: takes the monitor by itself. */
final class Unlocked implements CodeTransform {
    private static final MethodTypeDesc OF_OBJECT =
            MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_Object);

    private final Optional<String> type;
    private Label start;

    /**
     * @param type the class, if the method is static
     */
    Unlocked(Optional<String> type) {
        this.type = type;
    }

    @Override
    public void atStart(CodeBuilder code) {
        call(code, "enter");
        start = code.newBoundLabel();
    }

    @Override
    public void accept(CodeBuilder code, CodeElement element) {
        if (element instanceof ReturnInstruction) {
            call(code, "exit");
        }
        code.with(element);
    }

    @Override
    public void atEnd(CodeBuilder code) {
        Label end = code.newBoundLabel();
        Label handler = code.newBoundLabel();
        call(code, "exit");
        code.athrow();
        code.exceptionCatchAll(start, end, handler);
    }

    private void call(CodeBuilder code, String what) {
        if (type.isPresent()) {
            code.loadConstant(ClassDesc.of(type.get()));
        } else {
            code.aload(0);
        }
        code.invokestatic(ClassDesc.of(SimCalls.class.getName()), what, OF_OBJECT);
    }
}
