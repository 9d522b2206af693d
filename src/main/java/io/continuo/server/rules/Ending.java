package io.continuo.server.rules;

/** How a failover becomes final (DOMAIN.md: operations by scenario, "commit"). */
public enum Ending {
    MANUAL("manual"),
    AUTOMATIC("**automatic**"),
    COMPLETION("*complete migration*");

    private final String words;

    Ending(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
