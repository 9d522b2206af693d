package io.continuo.lab;

import java.util.List;

/**
 * What comparing a view with the ledger gave.
 *
 * @param verifiedBytes how many bytes are what the ledger says
 * @param findings what is not; empty when the view is proven
 */
record Verdict(long verifiedBytes, List<Finding> findings) {
    Verdict {
        findings = List.copyOf(findings);
    }

    boolean proven() {
        return findings.isEmpty();
    }
}
