package io.continuo.server.plan;

import io.continuo.api.plan.PlanMistake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with a text. */
final class Mistakes {
    /** Who has more of them reads the description first. */
    private static final int MOST = 100;

    private final List<PlanMistake> all = new ArrayList<>();

    void add(Place place, String message, String correction) {
        if (all.size() < MOST) {
            all.add(new PlanMistake(place.line(), place.column(), message, correction));
        }
    }

    /** From the top. */
    List<PlanMistake> all() {
        return all.stream()
                .sorted(
                        Comparator.comparingInt(PlanMistake::line)
                                .thenComparingInt(PlanMistake::column))
                .toList();
    }
}
