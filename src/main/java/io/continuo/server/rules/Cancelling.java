package io.continuo.server.rules;

/** Whether a failover can be taken back (DOMAIN.md: operations by scenario, "refuse"). */
public enum Cancelling {
    UNTIL_COMMIT("until it is final"),
    NEVER("never");

    private final String words;

    Cancelling(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
