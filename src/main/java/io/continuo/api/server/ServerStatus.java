package io.continuo.api.server;

import java.time.Instant;

/**
 * Who answers.
 *
 * @param name of the deployment, for people
 * @param apiVersion the contract's version
 * @param lab whether it holds a sample site; the console then says so in a band that cannot be
 *     hidden
 * @param time the server's clock
 */
public record ServerStatus(
        String name, String version, int apiVersion, boolean lab, Instant time) {}
