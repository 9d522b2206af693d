package io.continuo.server.rules;

import static io.continuo.server.rules.Landing.ORIGINAL;
import static io.continuo.server.rules.Landing.OTHER_HOST;
import static io.continuo.server.rules.Landing.PHYSICAL_SERVER;
import static io.continuo.server.rules.Landing.VMWARE_MACHINE;

import java.util.List;

/** Where a failback may go (DOMAIN.md: operations by scenario, "failback" and "refuse"). */
public enum Landings {
    ORIGINAL_OR_OTHER("the original or another host", VMWARE_MACHINE, PHYSICAL_SERVER),
    VMWARE("a VMware machine", PHYSICAL_SERVER),
    /** A server never comes back as a server. */
    VMWARE_NOT_ORIGINAL("only a VMware machine", ORIGINAL, OTHER_HOST, PHYSICAL_SERVER),
    LIKE_BEFORE("the original or another host, machine or server"),
    NOWHERE("—", ORIGINAL, OTHER_HOST, VMWARE_MACHINE, PHYSICAL_SERVER);

    private final String words;
    private final List<Landing> refused;

    Landings(String words, Landing... refused) {
        this.words = words;
        this.refused = List.of(refused);
    }

    public String words() {
        return words;
    }

    public boolean accept(Landing landing) {
        return !refused.contains(landing);
    }
}
