package io.continuo.api.machine;

/**
 * Asks for a machine to run at the other place.
 *
 * @param point {@code latest} or as {@link PointChoice} reads it; a planned failover makes a point
 *     of its own when it is {@code latest}
 * @param shutDownSource whether an unplanned failover tries to shut the source down; a planned one
 *     always does
 * @param confirm the machine's name, typed by whoever asks
 */
public record FailoverRequest(
        FailoverKind kind, String point, boolean shutDownSource, String confirm) {
    public FailoverRequest {
        kind = kind == null ? FailoverKind.PLANNED : kind;
        point = point == null || point.isBlank() ? "latest" : point;
        confirm = confirm == null ? "" : confirm;
    }
}
