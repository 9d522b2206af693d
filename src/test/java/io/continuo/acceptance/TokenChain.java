package io.continuo.acceptance;

import java.io.IOException;

/**
 * Hands a number from one database to the other and back: the second commits it only after the
 * first's commit was acknowledged, and the first commits the next only after the second's. So at
 * every moment the first is level with the second or one ahead.
 */
final class TokenChain implements AutoCloseable {
    private final SqlSession first;
    private final SqlSession second;
    private final Thread runner;
    private volatile long passed;
    private volatile boolean closed;

    private TokenChain(SqlSession first, SqlSession second) {
        this.first = first;
        this.second = second;
        this.runner = Thread.ofPlatform().name("token").unstarted(this::run);
    }

    static TokenChain start(Postgres first, Postgres second)
            throws IOException, InterruptedException {
        first.sql("create table token (number bigint primary key)");
        second.sql("create table token (number bigint primary key)");
        TokenChain chain = new TokenChain(SqlSession.open(first), SqlSession.open(second));
        chain.runner.start();
        return chain;
    }

    /** The newest number both have acknowledged. */
    long passed() {
        return passed;
    }

    private void run() {
        try {
            while (!closed) {
                long number = passed + 1;
                if (!first.commit("token", number) || !second.commit("token", number)) {
                    return;
                }
                passed = number;
            }
        } catch (IOException e) {
            // A database is gone: nothing more is passed, which the test sees.
            closed = true;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            closed = true;
            runner.join();
            first.close();
            second.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
