package io.continuo.server.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Guesses which known word somebody meant who mistyped one. */
final class NearestWord {
    private NearestWord() {}

    /** The known word nearest to a typed one, if any is near at all. */
    static Optional<String> to(String typed, Collection<String> known) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int near = Math.max(2, typed.length() / 3);
        return known.stream()
                .filter(word -> distance(wanted, word.toLowerCase(Locale.ROOT)) <= near)
                .min(
                        Comparator.comparingInt((String word) ->
                                        distance(wanted, word.toLowerCase(Locale.ROOT)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** Letters to insert, take away or change (Levenshtein). */
    static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
