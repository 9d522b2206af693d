package io.continuo.app;

/** The command line's root, replaced by the real one as it grows. */
public final class Continuo {
    private Continuo() {}

    public static void main(String[] args) {
        System.out.println("continuo " + String.join(" ", args));
    }
}
