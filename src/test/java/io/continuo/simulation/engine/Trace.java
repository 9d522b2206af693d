package io.continuo.simulation.engine;

import java.util.ArrayList;
import java.util.List;

/** What happened in a run, as a number: two runs of a seed have the same or are not the same. */
public final class Trace {
    private static final int KEPT = 4000;

    private long hash = 0xcbf29ce484222325L;
    private final List<String> notes = new ArrayList<>();

    void step(int thread, long nanos) {
        mix(thread);
        mix(nanos);
    }

    /** Something worth reading when a run is looked at. */
    public void note(String text) {
        for (int i = 0; i < text.length(); i++) {
            mix(text.charAt(i));
        }
        Simulation now = Simulation.current();
        if (notes.size() < KEPT && now != null) {
            notes.add("%.6f %s".formatted((now.nanos() - 1e12) / 1e9, text));
        }
    }

    private void mix(long value) {
        hash = (hash ^ value) * 0x100000001b3L;
        hash ^= hash >>> 29;
    }

    public long hash() {
        return hash;
    }

    public List<String> notes() {
        return List.copyOf(notes);
    }
}
