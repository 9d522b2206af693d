package io.continuo.server.rules;

/** What notices changes (DOMAIN.md: scenarios, "capture"; recovery points). */
public enum Capture {
    AGENT("agent", true, true),
    /** Points come by the interval, up to 24 of them. */
    HOST_LOG("host log (.hrl)", true, false),
    /** Two arrays hold the same; there is no past to choose from. */
    ARRAY("array", false, false),
    WRITES("NBD, FUSE, bitmap", true, true);

    private final String words;
    private final boolean points;
    private final boolean marks;

    Capture(String words, boolean points, boolean marks) {
        this.words = words;
        this.points = points;
        this.marks = marks;
    }

    public String words() {
        return words;
    }

    /** Whether there are recovery points to choose from. */
    public boolean points() {
        return points;
    }

    /** Whether a person can have a point made. */
    public boolean marks() {
        return marks;
    }
}
