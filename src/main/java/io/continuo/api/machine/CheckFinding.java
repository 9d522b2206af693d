package io.continuo.api.machine;

/**
 * One check before an operation.
 *
 * @param code stable name of the check or of the error it would refuse with
 * @param subject the field or object it is about: {@code name}, a disk's path, a server
 * @param message what is so
 * @param correction what to do; empty when it passes
 */
public record CheckFinding(
        CheckLevel level, String code, String subject, String message, String correction) {}
