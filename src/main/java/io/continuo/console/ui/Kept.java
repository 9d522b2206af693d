package io.continuo.console.ui;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Parts of a live page by what they are about: made once, and kept for as long as that is shown, so
 * that what somebody is pressing, or has the focus, stays where it is.
 *
 * @param <K> what a part is about; compared by {@code equals}
 * @param <P> a part
 */
public final class Kept<K, P> {
    private final Function<K, P> make;
    private final Map<K, P> parts = new HashMap<>();

    public Kept(Function<K, P> make) {
        this.make = make;
    }

    /** The parts of these keys, in their order; those of other keys are forgotten. */
    public List<P> of(List<K> keys) {
        parts.keySet().retainAll(keys);
        return keys.stream().map(key -> parts.computeIfAbsent(key, make)).toList();
    }
}
