package io.continuo.api.topology;

import java.util.List;

public record TopologyView(
        List<SiteView> sites,
        List<ServerView> servers,
        List<LinkView> links,
        List<MachineNode> machines) {}
