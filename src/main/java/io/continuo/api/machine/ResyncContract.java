package io.continuo.api.machine;

import java.time.Instant;
import java.util.Optional;

/**
 * What a resync that is due or running is about to cost, said before and while it runs (DOMAIN.md:
 * resync and retry: always shown).
 *
 * @param cause why it is needed
 * @param text the same in a sentence, with what is particular
 * @param since when that came to be
 * @param waiting whether it waits for its policy's window; {@code continuo resync} starts it now
 * @param startsAt when the window opens next, where it waits for that; empty once it may run
 * @param compareBytes of the disks still to be read and compared at both ends
 * @param sendBytes still to be sent, as estimated: what is known to differ, and of the rest the
 *     share that was found to differ in this resync or in the last one
 * @param seconds it may take from its start, from the speed it has had or the last one had; empty
 *     where none is known
 */
public record ResyncContract(
        ResyncCause cause,
        String text,
        Instant since,
        boolean waiting,
        Optional<Instant> startsAt,
        long compareBytes,
        long sendBytes,
        Optional<Double> seconds) {}
