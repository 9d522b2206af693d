package io.continuo.server.rules;

/** What has to be so beforehand (DOMAIN.md: scenarios, ports, operations by scenario). */
public enum Requirement {
    NO_VPN_TO_AZURE("data goes to public endpoints or ExpressRoute, never by site-to-site VPN"),
    VPN_BACK("failback needs a VPN or ExpressRoute"),
    SERVERS_FOR_THE_WAY_BACK(
            "failback needs a temporary process server in Azure and a master target on premises"),
    ORIGINAL_CONTROL("failback goes to the original vCenter and configuration server only"),
    NETWORK_MAPPING("networks are mapped"),
    STORAGE_MAPPING("storage is mapped"),
    HOSTS_TRUST("hosts reach each other over LAN or VPN, by Kerberos or certificates"),
    MASTER_TARGET_BACK("failback needs a master target at the primary"),
    ONE_MASTER_TARGET("no more than one master target for a protection"),
    WHOLE_GROUP("a replication group is operated as a whole"),
    QEMU("QEMU where it recovers");

    private final String words;

    Requirement(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
