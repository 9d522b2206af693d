package io.continuo.replication.mobility;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.client.nbd.NbdError;
import io.continuo.client.nbd.NbdException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a resync or of replication that failed, by what it failed for (DOMAIN.md: resync
 * and retry). What is recoverable is tried again after {@link RetryRules}' times; the rest is not
 * tried again, and is critical at once.
 *
 * <p>Not tried again means: until a person asks for it, or a line is made anew, which may be to a
 * target that was put right. The line itself goes on being dialled: that costs nothing, and is how
 * an agent finds out.
 */
enum RetryRule {
    /** The line, or who is at its end, does not answer. */
    NETWORK(
            true,
            ErrorCode.LINK_LOST,
            ErrorCode.COMPONENT_SILENT,
            ErrorCode.SERVER_UNREACHABLE,
            ErrorCode.TIMED_OUT),
    /** A disk it needs is full. */
    LOW_DISK(true, ErrorCode.DISK_FULL),
    /** There is no memory for it now. */
    LOW_MEMORY(true),
    /** Who it is cannot be proven, here or there. */
    AUTHENTICATION(
            false,
            ErrorCode.UNAUTHORIZED,
            ErrorCode.CERTIFICATE_REFUSED,
            ErrorCode.FINGERPRINT_MISMATCH,
            ErrorCode.PASSPHRASE_WRONG,
            ErrorCode.PASSPHRASE_EXPIRED,
            ErrorCode.PASSPHRASE_USED),
    /** It is known, and may not. */
    AUTHORIZATION(false, ErrorCode.COMPONENT_REVOKED, ErrorCode.SENDER_REPLACED),
    /** The journal lacks a part of itself. */
    BROKEN_DISK_CHAIN(false, ErrorCode.JOURNAL_DAMAGED),
    /** The replica is there and cannot be used. */
    INVALID_REPLICA(false, ErrorCode.DATA_KEY_WRONG, ErrorCode.DATA_DIRECTORY_NEWER),
    /** The target, or the server, does not know the machine or the component any more. */
    MACHINE_GONE(false, ErrorCode.MACHINE_UNKNOWN, ErrorCode.COMPONENT_UNKNOWN);

    /** A target that has just started is told of its machines within this time. */
    private static final Duration STARTING = Duration.ofMinutes(1);

    private final boolean recoverable;
    private final Set<ErrorCode> codes;

    RetryRule(boolean recoverable, ErrorCode... codes) {
        this.recoverable = recoverable;
        this.codes = Set.of(codes);
    }

    /** Whether it is tried again by itself. */
    boolean recoverable() {
        return recoverable;
    }

    /** For how long who refuses a line for it is believed to be starting. */
    Duration patience() {
        return this == MACHINE_GONE ? STARTING : Duration.ZERO;
    }

    /** What this row is about. */
    Set<ErrorCode> codes() {
        return codes;
    }

    /**
     * How long to wait before the next try; nothing if there is none.
     *
     * @param failures in a row so far, at least 1
     */
    Optional<Duration> waitAfter(int failures) {
        return recoverable ? Optional.of(RetryRules.waitAfter(failures)) : Optional.empty();
    }

    /** The row of a problem; what no row names may pass, as a network does. */
    static RetryRule of(ErrorCode code) {
        return Arrays.stream(values())
                .filter(rule -> rule.codes.contains(code))
                .findFirst()
                .orElse(NETWORK);
    }

    /** The row of a failure, by the first of its causes that has one. */
    static RetryRule of(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            switch (at) {
                case ContinuoException e -> {
                    return of(e.problem().code());
                }
                case UnreadableReplicaException _ -> {
                    return INVALID_REPLICA;
                }
                case OutOfMemoryError _ -> {
                    return LOW_MEMORY;
                }
                case NbdException e when e.error() == NbdError.ENOSPC -> {
                    return LOW_DISK;
                }
                case NbdException e when e.error() == NbdError.ENOMEM -> {
                    return LOW_MEMORY;
                }
                default -> {}
            }
        }
        return NETWORK;
    }
}
