package io.continuo.api.component;

import java.util.Optional;

/**
 * How a process server's cache is doing. How much it holds and may hold is said beside it.
 *
 * @param fillBytesPerSecond how fast it fills, over the last half minute or so; negative while it
 *     empties
 * @param minutesUntilFull at that rate; empty while it does not fill
 * @param zstdLevel at which it compresses what it forwards; empty where it forwards as it came
 */
public record CacheView(
        CacheState state,
        long fillBytesPerSecond,
        Optional<Double> minutesUntilFull,
        Optional<Integer> zstdLevel) {}
