package io.continuo.server.rules;

/** What a machine is after its failover (DOMAIN.md: operations by scenario, "afterwards"). */
public enum Afterwards {
    UNPROTECTED("unprotected; reprotect by hand"),
    REVERSE_IF_SET("reverse may start by itself (option, default off)"),
    PROTECTED_IF_PLANNED("after planned protected, after unplanned not"),
    REVERSED("reverse"),
    STOPPED("replication stopped until reversed"),
    GONE("the machine leaves protection"),
    REVERSED_IF_PLANNED("after planned protected in reverse");

    private final String words;

    Afterwards(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
