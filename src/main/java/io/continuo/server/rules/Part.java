package io.continuo.server.rules;

/** What has to be set up for a scenario (DOMAIN.md: scenarios, "components"). */
public enum Part {
    MANAGEMENT_SERVER(
            "one management server on premises: configuration, process server, master target"),
    MANAGEMENT_MAY_BE_PHYSICAL("the management server may be a physical one"),
    AGENT_IN_MACHINE("the agent in each machine"),
    PROVIDER_ON_HOST("provider and agent on every host"),
    HYPERV_SITE("a Hyper-V site that groups the hosts"),
    PROVIDER_ON_VMM("the provider on the VMM server"),
    AGENT_ON_HOST("the agent on each host"),
    PROCESS_SERVER_AT_PRIMARY("a process server at the primary"),
    CONTROL_AT_SECONDARY("configuration server, console and master targets at the secondary"),
    VMM_PER_SITE("a VMM server per site, or one for both"),
    PAIRED_ARRAYS("arrays that replicate synchronously, in replication groups"),
    OUR_OWN("agent, process server and master target of Continuo");

    private final String words;

    Part(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
