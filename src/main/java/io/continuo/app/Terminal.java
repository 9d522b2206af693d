package io.continuo.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;

import io.continuo.api.Json;
import io.continuo.api.error.Problem;

import java.io.PrintStream;

/** Where commands print: results on one stream, everything else on the other. */
public final class Terminal {
    private final PrintStream out;
    private final PrintStream err;
    private final ObjectWriter pretty = Json.mapper().writerWithDefaultPrettyPrinter();
    private final ObjectWriter line = Json.mapper().writer();

    public Terminal(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    public void println(String text) {
        out.println(text);
    }

    /** Whether a person looks on; scripts get results and refusals only. */
    public boolean interactive() {
        return System.console() != null && System.console().isTerminal();
    }

    /** A remark for a person; never part of a result. */
    public void remark(String text) {
        err.println(text);
    }

    /** One JSON document, several lines. */
    public void json(Object value) {
        out.println(write(pretty, value));
    }

    /** One JSON document on one line, at once. */
    public void jsonLine(Object value) {
        out.println(write(line, value));
        out.flush();
    }

    public void problem(Problem problem) {
        err.println(problem.code() + ": " + problem.message());
        err.println("cause: " + problem.cause());
        err.println("correction: " + problem.correction());
        problem.nearest().ifPresent(nearest -> err.println("nearest: " + nearest));
    }

    private static String write(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
        }
    }
}
