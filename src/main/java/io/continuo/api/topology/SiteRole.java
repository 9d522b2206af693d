package io.continuo.api.topology;

/** Which end of replication a site is. */
public enum SiteRole {
    PRIMARY,
    RECOVERY
}
