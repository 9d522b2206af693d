package io.continuo.server.store;

import org.jdbi.v3.core.Jdbi;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Counts in a database until it is killed, and says each number once it is committed. */
final class CommittingProcess {
    private static final int LONGEST_PAUSE_MILLIS = 250;

    private CommittingProcess() {}

    public static void main(String[] args) throws InterruptedException {
        DataDirectory directory = DataDirectory.open(Path.of(args[0]));
        int writers = Integer.parseInt(args[1]);
        Database database = Database.open(directory);
        Jdbi jdbi = database.jdbi();
        // Files are reused this soon: what is lost otherwise is lost only after most of a minute.
        jdbi.useHandle(handle -> handle.execute("set retention_time 100"));
        jdbi.useHandle(handle ->
                handle.execute(
                        "create table if not exists numbers(writer int primary key, number bigint,"
                                + " padding varchar)"));
        System.out.println(
                IntStream.range(0, writers)
                        .mapToObj(writer -> Long.toString(number(jdbi, writer)))
                        .collect(Collectors.joining(" ")));
        List<Thread> threads =
                IntStream.range(0, writers)
                        .mapToObj(writer -> Thread.ofPlatform().start(() -> count(jdbi, writer)))
                        .toList();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static long number(Jdbi jdbi, int writer) {
        return jdbi.withHandle(handle ->
                handle.createQuery("select number from numbers where writer = ?")
                        .bind(0, writer)
                        .mapTo(Long.class)
                        .findOne()
                        .orElse(0L));
    }

    private static void count(Jdbi jdbi, int writer) {
        Random random = new Random();
        for (long number = number(jdbi, writer) + 1; true; number++) {
            long next = number;
            String padding = "x".repeat(random.nextInt(4000));
            jdbi.useHandle(handle ->
                    handle.execute(
                            "merge into numbers key(writer) values(?, ?, ?)",
                            writer,
                            next,
                            padding));
            synchronized (System.out) {
                System.out.println(writer + " " + next + ";");
            }
            pause(random.nextInt(LONGEST_PAUSE_MILLIS));
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
