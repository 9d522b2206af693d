package io.continuo.server.rules;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Nearest;
import io.continuo.api.machine.RefusalReason;

import java.util.List;

/**
 * A refusal in words. Texts may hold {@code {machine}}, {@code {scenario}}, {@code {act}} (what was
 * asked) and {@code {data}} (the data state).
 *
 * @param instead what could be done instead, the nearest first: the first one that is legal is
 *     named; if none is, there is only waiting
 */
public record ReasonRow(
        RefusalReason reason,
        ErrorCode code,
        String message,
        String cause,
        String correction,
        List<Nearest> instead) {
    public ReasonRow {
        instead = List.copyOf(instead);
    }
}
