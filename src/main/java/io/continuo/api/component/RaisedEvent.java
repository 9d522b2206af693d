package io.continuo.api.component;

import io.continuo.api.event.Severity;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Something a component saw happen; becomes an {@link io.continuo.api.event.EventView}. */
public record RaisedEvent(
        Instant time,
        Severity severity,
        String code,
        Optional<String> machineId,
        String message,
        String cause,
        String correction,
        Map<String, String> args) {}
