package io.continuo.api.machine;

/** Start a drill from a point, in the words of {@link PointChoice}. */
public record TestFailoverRequest(String point) {}
