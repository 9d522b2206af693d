package io.continuo.api.topology;

public record SiteView(String id, String name, SiteRole role) {}
