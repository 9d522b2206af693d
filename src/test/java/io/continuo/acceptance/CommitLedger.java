package io.continuo.acceptance;

import java.io.IOException;

/**
 * Commits numbers one by one, and knows outside the database which of them were acknowledged: what
 * is in a copy of the disk must be a prefix of what was sent, with all that was acknowledged.
 */
final class CommitLedger implements AutoCloseable {
    private final SqlSession session;
    private final Thread writer;
    private volatile long issued;
    private volatile long acknowledged;
    private volatile boolean closed;

    private CommitLedger(SqlSession session) {
        this.session = session;
        this.writer = Thread.ofPlatform().name("ledger").unstarted(this::write);
    }

    static CommitLedger start(Postgres database) throws IOException, InterruptedException {
        database.sql("create table ledger (number bigint primary key)");
        CommitLedger ledger = new CommitLedger(SqlSession.open(database));
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
        try {
            while (!closed) {
                long number = issued + 1;
                issued = number;
                if (!session.commit("ledger", number)) {
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
            session.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
