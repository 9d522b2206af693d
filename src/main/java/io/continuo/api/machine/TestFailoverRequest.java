package io.continuo.api.machine;

/**
 * Start a drill.
 *
 * @param point the point it runs from, in the words of {@link PointChoice}
 * @param start whether its machine is started where it has hardware; true if left out
 */
public record TestFailoverRequest(String point, Boolean start) {
    public TestFailoverRequest {
        start = start == null ? Boolean.TRUE : start;
    }

    public TestFailoverRequest(String point) {
        this(point, true);
    }
}
