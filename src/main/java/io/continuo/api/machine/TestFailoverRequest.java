package io.continuo.api.machine;

/** Start a drill from a point: an id, or {@code latest}. */
public record TestFailoverRequest(String point) {}
