package io.continuo.api.machine;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * What a person asks to recover to (DOMAIN.md: recovery points, kinds on offer). In words: {@code
 * latest}, {@code latest-app}, {@code latest-multi-vm}, {@code latest-multi-vm-app}, an ISO time,
 * or the id of a point.
 */
public sealed interface PointChoice {
    /** The newest moment the target holds. */
    record Latest() implements PointChoice {}

    /**
     * The newest point that promises something.
     *
     * @param app applications had written everything out
     * @param multiVm the machines of the consistency group share it
     */
    record Newest(boolean app, boolean multiVm) implements PointChoice {
        public boolean fits(PointView point) {
            return (!app || point.kind() == PointKind.APP) && (!multiVm || point.multiVm());
        }
    }

    /** The last change at or before a time. */
    record At(Instant time) implements PointChoice {}

    /** A point of the list. */
    record Id(String id) implements PointChoice {}

    /** Reads a choice; a time without a zone is one of {@code zone}. */
    static PointChoice parse(String text, ZoneId zone) {
        return switch (text) {
            case "latest" -> new Latest();
            case "latest-app" -> new Newest(true, false);
            case "latest-multi-vm" -> new Newest(false, true);
            case "latest-multi-vm-app" -> new Newest(true, true);
            default -> timeOrId(text, zone);
        };
    }

    private static PointChoice timeOrId(String text, ZoneId zone) {
        if (!text.matches("\\d{4}-\\d{2}-\\d{2}[T ].*")) {
            return new Id(text);
        }
        String time = text.replace(' ', 'T');
        try {
            return new At(OffsetDateTime.parse(time).toInstant());
        } catch (DateTimeException withoutZone) {
            try {
                return new At(LocalDateTime.parse(time).atZone(zone).toInstant());
            } catch (DateTimeException noTime) {
                return new Id(text);
            }
        }
    }

    /** The same choice without a need to know the zone it was typed in. */
    static String absolute(String text, ZoneId zone) {
        return parse(text, zone) instanceof At(Instant time) ? time.toString() : text;
    }
}
