package io.continuo.simulation.engine;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A mistake made in the product on purpose, while its classes are loaded.
 *
 * @param type class, below {@code io.continuo.replication}
 * @param method every method of this name
 */
public record PlantedBug(
        String type, String method, Hits hits, Function<Hits, CodeTransform> change) {
    /** Counts what was changed: a bug that finds nothing to change is not planted. */
    public static final class Hits {
        private int count;

        void hit() {
            count++;
        }
    }

    PlantedBug(String type, String method, Function<Hits, CodeTransform> change) {
        this(type, method, new Hits(), change);
    }

    /** Whether anything was changed, now that the class has been loaded. */
    public boolean planted() {
        return hits.count > 0;
    }

    boolean changes(String type, String method) {
        return type.equals("io.continuo.replication." + this.type) && method.equals(this.method);
    }

    CodeTransform start() {
        return change.apply(hits);
    }

    /** Calls of a method by that name are left out; one that returns something returns 0. */
    public static PlantedBug without(String type, String method, String callee) {
        return new PlantedBug(
                type,
                method,
                hits ->
                        (code, element) -> {
                            if (element instanceof InvokeInstruction call
                                    && call.name().equalsString(callee)) {
                                hits.hit();
                                leaveOut(code, call);
                            } else {
                                code.with(element);
                            }
                        });
    }

    private static void leaveOut(CodeBuilder code, InvokeInstruction call) {
        for (ClassDesc parameter : call.typeSymbol().parameterList().reversed()) {
            if (TypeKind.from(parameter).slotSize() == 2) {
                code.pop2();
            } else {
                code.pop();
            }
        }
        if (call.opcode() != Opcode.INVOKESTATIC) {
            code.pop();
        }
        constant(code, call.typeSymbol().returnType(), 0);
    }

    private static void constant(CodeBuilder code, ClassDesc type, int value) {
        switch (TypeKind.from(type)) {
            case VOID -> {}
            case LONG -> code.loadConstant((long) value);
            case REFERENCE -> code.aconst_null();
            case FLOAT -> code.loadConstant((float) value);
            case DOUBLE -> code.loadConstant((double) value);
            case BOOLEAN, BYTE, SHORT, CHAR, INT -> code.loadConstant(value);
        }
    }

    /** What a method by that name answers is thrown away, and {@code value} taken instead. */
    public static PlantedBug answered(String type, String method, String callee, int value) {
        return new PlantedBug(
                type,
                method,
                hits ->
                        (code, element) -> {
                            code.with(element);
                            if (element instanceof InvokeInstruction call
                                    && call.name().equalsString(callee)) {
                                hits.hit();
                                ClassDesc type2 = call.typeSymbol().returnType();
                                if (TypeKind.from(type2).slotSize() == 2) {
                                    code.pop2();
                                } else {
                                    code.pop();
                                }
                                constant(code, type2, value);
                            }
                        });
    }

    /** The method has another body. */
    public static PlantedBug instead(String type, String method, Consumer<CodeBuilder> body) {
        return new PlantedBug(type, method, hits -> new Body(hits, body));
    }

    private record Body(Hits hits, Consumer<CodeBuilder> body) implements CodeTransform {
        @Override
        public void atStart(CodeBuilder code) {
            hits.hit();
            body.accept(code);
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            // Nothing of the old one.
        }
    }

    /** The n-th condition of the method counts the other way round. */
    public static PlantedBug reversed(String type, String method, int nth) {
        return new PlantedBug(
                type,
                method,
                hits -> {
                    int[] seen = new int[1];
                    return (code, element) -> {
                        if (element instanceof BranchInstruction branch
                                && branch.opcode() != Opcode.GOTO
                                && branch.opcode() != Opcode.GOTO_W
                                && ++seen[0] == nth) {
                            hits.hit();
                            code.branch(opposite(branch.opcode()), branch.target());
                        } else {
                            code.with(element);
                        }
                    };
                });
    }

    private static Opcode opposite(Opcode opcode) {
        return switch (opcode) {
            case IFEQ -> Opcode.IFNE;
            case IFNE -> Opcode.IFEQ;
            case IFLT -> Opcode.IFGE;
            case IFGE -> Opcode.IFLT;
            case IFGT -> Opcode.IFLE;
            case IFLE -> Opcode.IFGT;
            case IFNULL -> Opcode.IFNONNULL;
            case IFNONNULL -> Opcode.IFNULL;
            case IF_ICMPEQ -> Opcode.IF_ICMPNE;
            case IF_ICMPNE -> Opcode.IF_ICMPEQ;
            case IF_ICMPLT -> Opcode.IF_ICMPGE;
            case IF_ICMPGE -> Opcode.IF_ICMPLT;
            case IF_ICMPGT -> Opcode.IF_ICMPLE;
            case IF_ICMPLE -> Opcode.IF_ICMPGT;
            case IF_ACMPEQ -> Opcode.IF_ACMPNE;
            case IF_ACMPNE -> Opcode.IF_ACMPEQ;
            default -> throw new IllegalArgumentException(opcode.toString());
        };
    }
}
