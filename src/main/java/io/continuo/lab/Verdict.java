package io.continuo.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What comparing a view with the ledger gave.
 *
 * @param verifiedBytes how many bytes are what the ledger says
 * @param findings what is not; empty when the view is proven
 * @param newest the record with the highest number on the disks a started machine looks through;
 *     empty where all were found there
 */
record Verdict(long verifiedBytes, List<Finding> findings, Optional<Stamp> newest) {
    Verdict {
        findings = List.copyOf(findings);
    }

    /** The same with one more. */
    Verdict with(Finding finding) {
        List<Finding> all = new ArrayList<>(findings);
        all.add(finding);
        return new Verdict(verifiedBytes, all, newest);
    }

    boolean proven() {
        return findings.isEmpty();
    }
}
