package io.continuo.api.machine;

/**
 * Send a machine's changes through another process server from now on.
 *
 * @param processServer its name or id
 */
public record MoveRequest(String processServer) {}
