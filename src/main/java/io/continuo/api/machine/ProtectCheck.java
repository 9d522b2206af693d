package io.continuo.api.machine;

import java.util.List;

/**
 * Answer of the dry run of enabling protection: every finding, and the facts of the disks. Refused
 * if any finding refuses.
 */
public record ProtectCheck(List<CheckFinding> findings, List<DiskFacts> disks) {}
