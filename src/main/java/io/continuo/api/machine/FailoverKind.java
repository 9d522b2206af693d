package io.continuo.api.machine;

/** How a machine moves (DOMAIN.md: operations). */
public enum FailoverKind {
    /** Shuts the source down first and loses nothing; stops where that fails. */
    PLANNED,
    /** Tries the shutdown if asked, and goes on regardless. */
    UNPLANNED
}
