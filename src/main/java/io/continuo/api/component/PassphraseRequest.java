package io.continuo.api.component;

/**
 * Make a passphrase for enrolling components.
 *
 * @param validSeconds it opens nothing after so long
 * @param once whether one component may use it, or any number until it expires
 */
public record PassphraseRequest(long validSeconds, boolean once) {}
