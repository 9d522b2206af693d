package io.continuo.server.jobs;

/**
 * A step of a job. Running it twice does no more than running it once: a restarted server runs the
 * step it was at again.
 *
 * @param code stable name screens translate
 * @param subject what it is about, where several steps have one code; or empty
 */
public record Step(String code, String subject, Body body) {
    public Step(String code, Body body) {
        this(code, "", body);
    }

    /** What a step does. */
    public interface Body {
        void run(JobContext job);
    }
}
