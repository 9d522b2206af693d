package io.continuo.console.topology;

/** A point of the map, in pixels at 100 %. */
record Spot(double x, double y) {}
