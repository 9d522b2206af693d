package io.continuo.replication.consistency;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Maps that forget the oldest entry when they have too many. */
final class RoundMemory {
    private RoundMemory() {}

    static <T> Map<String, T> ofAtMost(int most) {
        return Collections.synchronizedMap(
                new LinkedHashMap<>() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                        return size() > most;
                    }
                });
    }
}
