package io.continuo.api.event;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened.
 *
 * @param id rising; gaps are possible
 * @param code stable name, for instance {@code LINK_LOST}; screens translate it with {@code args}
 * @param machineId what it is about, if a machine
 * @param message one English sentence
 * @param cause why, or empty
 * @param correction what to do, or empty
 * @param args values of the sentence by name
 */
public record EventView(
        long id,
        Instant time,
        Severity severity,
        String code,
        Optional<String> machineId,
        Optional<String> machine,
        String message,
        String cause,
        String correction,
        Map<String, String> args) {}
