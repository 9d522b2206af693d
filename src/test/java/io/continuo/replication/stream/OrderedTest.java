package io.continuo.replication.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Frames of several connections are put in order again. */
class OrderedTest {
    private final List<Frame> out = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger released = new AtomicInteger();
    private final Ordered ordered = new Ordered(out::add, nanos::get);

    private Frame frame(long number) {
        FrameHeader header =
                new FrameHeader(
                        FrameType.DATA,
                        PayloadCodec.RAW,
                        new UUID(1, 2),
                        1,
                        0,
                        number,
                        number,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        number);
        return new Frame(header, new byte[Frame.TAIL_ROOM], released::incrementAndGet);
    }

    @Test
    void whatever_comes_first_goes_on_in_the_order_it_was_sent() throws Exception {
        long seed = System.nanoTime();
        List<Integer> numbers = new ArrayList<>(IntStream.rangeClosed(1, 300).boxed().toList());
        Collections.shuffle(numbers, new Random(seed));
        for (int number : numbers) {
            ordered.offer(frame(number));
        }
        assertThat(out)
                .as("seed %d", seed)
                .extracting(frame -> frame.header().firstSequence())
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 300).mapToObj(Long::valueOf).toList());
        assertThat(out)
                .as("numbers are of the line, and end with it")
                .allMatch(frame -> frame.header().token() == 0);
    }

    @Test
    void a_frame_that_comes_twice_is_refused() throws Exception {
        ordered.offer(frame(1));
        ordered.offer(frame(3));
        assertThatThrownBy(() -> ordered.offer(frame(1))).isInstanceOf(DamagedFrameException.class);
        assertThatThrownBy(() -> ordered.offer(frame(3))).isInstanceOf(DamagedFrameException.class);
        assertThat(out).hasSize(1);
    }

    @Test
    void a_gap_that_stays_is_told() throws Exception {
        ordered.offer(frame(2));
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(ordered.stands()).isFalse();
        ordered.offer(frame(3));
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(ordered.stands()).isTrue();
        ordered.offer(frame(1));
        assertThat(ordered.stands()).isFalse();
        assertThat(out).hasSize(3);
    }

    @Test
    void what_waits_is_given_back_at_the_end() throws Exception {
        ordered.offer(frame(2));
        ordered.close();
        ordered.offer(frame(1));
        assertThat(released).hasValue(2);
        assertThat(out).isEmpty();
    }
}
