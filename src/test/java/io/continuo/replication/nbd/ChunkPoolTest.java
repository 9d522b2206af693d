package io.continuo.replication.nbd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

class ChunkPoolTest {
    private final ChunkPool pool = new ChunkPool(2);

    @Test
    void the_chunk_returned_last_is_used_first() {
        Chunk first = pool.acquire(Duration.ZERO);
        Chunk second = pool.acquire(Duration.ZERO);
        second.release();
        first.release();
        assertThat(pool.acquire(Duration.ZERO)).isSameAs(first);
    }

    @Test
    void a_chunk_returns_only_after_its_last_holder_released_it() {
        Chunk chunk = pool.acquire(Duration.ZERO);
        assertThat(chunk.tryRetain()).isTrue();
        chunk.retain();
        chunk.release();
        chunk.release();
        assertThat(pool.held()).isEqualTo(1);
        assertThat(chunk.exclusive()).isTrue();
        chunk.release();
        assertThat(pool.held()).isZero();
    }

    @Test
    void counting_errors_are_found_at_once() {
        Chunk chunk = pool.acquire(Duration.ZERO);
        chunk.release();
        assertThatIllegalStateException().isThrownBy(chunk::retain);
        Chunk other = new ChunkPool(1).acquire(Duration.ZERO);
        assertThatIllegalStateException().isThrownBy(() -> other.release(2));
    }

    @Test
    void a_waiter_gets_the_chunk_someone_returns() throws Exception {
        Chunk chunk = pool.acquire(Duration.ZERO);
        pool.acquire(Duration.ZERO);
        var waiter =
                CompletableFuture.supplyAsync(() -> pool.tryAcquire(Duration.ofSeconds(20)).get());
        chunk.release();
        assertThat(waiter.get(20, TimeUnit.SECONDS)).isSameAs(chunk);
    }

    @Test
    void an_empty_pool_hands_out_private_chunks_and_bounds_how_many_are_kept() {
        pool.acquire(Duration.ZERO);
        pool.acquire(Duration.ZERO);
        assertThat(pool.tryAcquire(Duration.ofMillis(1))).isEmpty();
        Chunk keepable = pool.acquire(Duration.ZERO);
        Chunk alsoKeepable = pool.acquire(Duration.ZERO);
        Chunk fleeting = pool.acquire(Duration.ZERO);
        assertThat(keepable.pooled()).isFalse();
        assertThat(keepable.tryRetain()).isTrue();
        assertThat(alsoKeepable.tryRetain()).isTrue();
        assertThat(fleeting.tryRetain()).isFalse();
        assertThat(pool.privateHeld()).isEqualTo(3);
        fleeting.release();
        keepable.release(2);
        assertThat(pool.privateHeld()).isEqualTo(1);
        assertThat(pool.acquire(Duration.ZERO).tryRetain()).isTrue();
    }

    @Test
    void what_is_received_into_does_not_use_up_what_payloads_are_kept_in() {
        pool.admit();
        Chunk receiving = pool.acquire(Duration.ZERO);
        Chunk kept = pool.acquire(Duration.ZERO);
        Chunk alsoKept = pool.acquire(Duration.ZERO);
        assertThat(List.of(receiving, kept, alsoKept)).allMatch(Chunk::pooled);
        receiving.release();
        pool.dismiss();
        assertThat(pool.tryAcquire(Duration.ZERO)).isEmpty();
        assertThat(pool.held()).isEqualTo(2);
    }

    @Test
    void bytes_can_be_copied_out_by_anyone() {
        Chunk chunk = pool.acquire(Duration.ZERO);
        chunk.view(100, 3).put(new byte[] {1, 2, 3});
        byte[] copy = new byte[5];
        chunk.copyTo(100, copy, 1, 3);
        assertThat(copy).containsExactly(0, 1, 2, 3, 0);
    }
}
