package io.continuo.api.error;

/** A refusal or failure a person will see, carrying its {@link Problem}. */
public final class ContinuoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public ContinuoException(Problem problem) {
        this(problem, null);
    }

    public ContinuoException(Problem problem, Throwable reason) {
        super(problem.code() + ": " + problem.message(), reason);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
