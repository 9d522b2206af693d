package io.continuo.server.rules;

/** Whether a last change would still reach the other side. */
public enum Flow {
    /** Every change is sent as it is made. */
    CURRENT("a planned failover loses nothing"),
    /** It will by itself be current. */
    CATCHING_UP("a planned failover waits for it"),
    /** It will not before somebody or something puts it right. */
    STANDING("no planned failover");

    private final String words;

    Flow(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
