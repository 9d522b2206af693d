package io.continuo.console.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class TasksTest {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Tasks tasks = new Tasks(Runnable::run);

    @Test
    void an_answer_arrives_and_then_the_end() throws Exception {
        var ended = new CountDownLatch(1);
        tasks.call(() -> "answer").then(said::add).atEnd(ended::countDown).start();
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(said).containsExactly("answer");
    }

    @Test
    void a_failure_arrives_as_a_failure() throws Exception {
        var ended = new CountDownLatch(1);
        tasks.run(
                        () -> {
                            throw new java.io.IOException("no");
                        })
                .otherwise(e -> said.add(e.getMessage()))
                .atEnd(ended::countDown)
                .start();
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(said).containsExactly("no");
    }

    @Test
    void of_one_key_only_the_newest_answers() throws Exception {
        var release = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        tasks.call(() -> slow(release, interrupted)).latest("points").then(said::add).start();
        tasks.call(() -> "new").latest("points").then(said::add).atEnd(ended::countDown).start();
        assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(said).containsExactly("new");
    }

    @Test
    void nothing_arrives_after_letting_go() throws Exception {
        var release = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        tasks.call(() -> slow(release, interrupted)).then(said::add).start();
        tasks.cancelAll();
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
    }

    private static String slow(CountDownLatch release, CountDownLatch interrupted)
            throws InterruptedException {
        try {
            release.await();
        } finally {
            interrupted.countDown();
        }
        return "old";
    }
}
