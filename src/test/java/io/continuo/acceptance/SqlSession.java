package io.continuo.acceptance;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.util.Optional;

/** A session with a database that sends one statement after the other, each its own commit. */
final class SqlSession implements AutoCloseable {
    private final Process psql;
    private final BufferedWriter input;
    private final BufferedReader output;

    private SqlSession(Process psql) {
        this.psql = psql;
        this.input = psql.outputWriter();
        this.output = psql.inputReader();
    }

    static SqlSession open(Postgres database) throws IOException {
        return new SqlSession(new ProcessBuilder(database.psql("--file=-")).start());
    }

    /** Adds a number to a table; true once the commit was acknowledged, false if it never is. */
    boolean commit(String table, long number) throws IOException {
        return ask("insert into " + table + " values (" + number + ") returning 1").isPresent();
    }

    /** The one line a statement prints; empty if the database is gone. */
    private Optional<String> ask(String statement) throws IOException {
        input.write(statement + ";\n");
        input.flush();
        return Optional.ofNullable(output.readLine());
    }

    @Override
    public void close() throws IOException {
        try {
            psql.destroy();
            psql.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
