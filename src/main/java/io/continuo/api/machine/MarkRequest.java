package io.continuo.api.machine;

/** Make a recovery point now. */
public record MarkRequest(String label) {}
