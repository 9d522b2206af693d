package io.continuo.acceptance;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;

/**
 * Commits numbers one by one, and knows outside the database which of them were acknowledged: what
 * is in a copy of the disk must be a prefix of what was sent, with all that was acknowledged.
 */
final class CommitLedger implements AutoCloseable {
    private final Process psql;
    private final Thread writer;
    private volatile long issued;
    private volatile long acknowledged;
    private volatile boolean closed;

    private CommitLedger(Process psql) {
        this.psql = psql;
        this.writer = Thread.ofPlatform().name("ledger").unstarted(this::write);
    }

    static CommitLedger start(Postgres database) throws IOException, InterruptedException {
        database.sql("create table ledger (number bigint primary key)");
        CommitLedger ledger =
                new CommitLedger(new ProcessBuilder(database.psql("--file=-")).start());
        ledger.writer.start();
        return ledger;
    }

    /** The newest number whose commit was acknowledged. */
    long acknowledged() {
        return acknowledged;
    }

    /** The newest number that was sent. */
    long issued() {
        return issued;
    }

    private void write() {
        try (BufferedWriter input = psql.outputWriter();
                BufferedReader output = psql.inputReader()) {
            while (!closed) {
                long number = issued + 1;
                issued = number;
                input.write("insert into ledger values (" + number + ") returning number;\n");
                input.flush();
                String line = output.readLine();
                if (line == null || Long.parseLong(line) != number) {
                    return;
                }
                acknowledged = number;
            }
        } catch (IOException e) {
            // The database is gone: nothing more is acknowledged, which the test sees.
            closed = true;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            closed = true;
            writer.join();
            psql.destroy();
            psql.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
