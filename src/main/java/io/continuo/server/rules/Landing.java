package io.continuo.server.rules;

/** Where a failback is to go. */
public enum Landing {
    /** Not asked yet. */
    UNSAID,
    ORIGINAL,
    OTHER_HOST,
    VMWARE_MACHINE,
    PHYSICAL_SERVER
}
