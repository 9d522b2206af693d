package io.continuo.api.lab;

/**
 * Inject a fault into the sample site: the line between the sites is cut for so many seconds.
 * Refused by a server that is no lab.
 */
public record FaultRequest(double linkCutSeconds) {}
