package io.continuo.api.machine;

/**
 * Asks for a machine that was failed over to run from another point.
 *
 * @param point as {@link PointChoice} reads it
 */
public record PointRequest(String point) {
    public PointRequest {
        point = point == null || point.isBlank() ? "latest" : point;
    }
}
