package io.continuo.api.machine;

/** What is protected to where (DOMAIN.md: scenarios). */
public enum Scenario {
    KVM_TO_SITE
}
