package io.continuo.api.component;

import java.time.Instant;
import java.util.Optional;

/**
 * A started machine as its component sees it.
 *
 * @param state {@link #RUNNING}, {@link #BOOTED} or {@link #ENDED}
 * @param startedAt when its processors began
 * @param firstOutputAt when it first wrote to its serial line; empty until then
 * @param bootedAt when it counted as booted; empty until then
 * @param bootEvidence why it counts as booted: {@link #GUEST_AGENT}, {@link #SERIAL} or {@link
 *     #SCREEN}; empty until then
 * @param accelerator {@code kvm} or {@code tcg}
 * @param problem why it ended, where nobody asked for that
 */
public record MachineRunView(
        String runId,
        String state,
        Instant startedAt,
        Optional<Instant> firstOutputAt,
        Optional<Instant> bootedAt,
        String bootEvidence,
        String accelerator,
        Optional<String> problem) {
    /** It runs, and nothing was seen of it that says it has booted. */
    public static final String RUNNING = "RUNNING";

    /** It runs and has booted. */
    public static final String BOOTED = "BOOTED";

    /** It runs no more. */
    public static final String ENDED = "ENDED";

    /** The agent inside it answered. */
    public static final String GUEST_AGENT = "GUEST_AGENT";

    /** It wrote to its serial line, and then waited. */
    public static final String SERIAL = "SERIAL";

    /** Its screen showed something, and then changed no more. */
    public static final String SCREEN = "SCREEN";

    /** Whether its processors run. */
    public boolean runs() {
        return !state.equals(ENDED);
    }
}
