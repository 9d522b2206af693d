package io.continuo.api.machine;

/** What is protected to where (DOMAIN.md: scenarios). */
public enum Scenario {
    VMWARE_TO_AZURE,
    PHYSICAL_TO_AZURE,
    HYPERV_TO_AZURE,
    VMM_TO_AZURE,
    VMWARE_TO_SITE,
    PHYSICAL_TO_SITE,
    VMM_TO_SITE,
    VMM_SAN_TO_SITE,
    MIGRATE_AWS,
    MIGRATE_AZURE_REGION,
    /** The one that can be protected today. */
    KVM_TO_SITE
}
