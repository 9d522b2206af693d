package io.continuo.server.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * An enrolment passphrase as stored: never the words themselves.
 *
 * @param digest SHA-256, hex
 * @param usedBy name of the newest component that enrolled with it
 */
public record Passphrase(String digest, Instant expiresAt, boolean once, Optional<String> usedBy) {}
