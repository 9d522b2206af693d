package io.continuo.server.rules;

/** Where a machine is recovered (DOMAIN.md: scenarios, "recovery place"). */
public enum Place {
    AZURE("Azure"),
    SITE("a secondary site"),
    VMM_CLOUD("a VMM cloud at the secondary site"),
    PAIRED_ARRAY("the paired array"),
    QEMU_HOST("any host with QEMU");

    private final String words;

    Place(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
