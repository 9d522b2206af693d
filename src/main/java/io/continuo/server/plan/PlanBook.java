package io.continuo.server.plan;

import io.continuo.server.domain.PlanVersion;
import io.continuo.server.store.PlanStore;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The plans there are: their newest versions in memory, all of them in the store. */
final class PlanBook {
    private final PlanStore store;
    private final Map<String, PlanVersion> newest = new ConcurrentHashMap<>();

    PlanBook(PlanStore store) {
        this.store = store;
        store.newest().forEach(version -> newest.put(version.planId(), version));
    }

    /** Newest versions, by name. */
    List<PlanVersion> all() {
        return newest.values().stream()
                .sorted(Comparator.comparing(PlanVersion::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    Optional<PlanVersion> find(String idOrName) {
        return Optional.ofNullable(newest.get(idOrName))
                .or(() ->
                        newest.values().stream()
                                .filter(plan -> plan.name().equalsIgnoreCase(idOrName))
                                .findFirst());
    }

    PlanVersion get(String idOrName) {
        return find(idOrName).orElseThrow(() -> PlanRules.unknown(idOrName).toException());
    }

    /**
     * A version of a plan.
     *
     * @param version 0 for the newest
     */
    PlanVersion get(String idOrName, int version) {
        PlanVersion plan = get(idOrName);
        if (version == 0 || version == plan.version()) {
            return plan;
        }
        return store.find(plan.planId(), version)
                .orElseThrow(() ->
                        PlanRules.versionUnknown(plan.name(), version, plan.version())
                                .toException());
    }

    /** Newest first. */
    List<PlanVersion> versions(String idOrName) {
        return store.versions(get(idOrName).planId());
    }

    synchronized PlanVersion add(PlanVersion version) {
        store.add(version);
        newest.put(version.planId(), version);
        return version;
    }

    synchronized void verified(String planId, int version, Instant when) {
        store.find(planId, version)
                .map(found -> found.verified(when))
                .ifPresent(verified -> {
                    store.verified(verified);
                    newest.computeIfPresent(
                            planId, (id, now) -> now.version() == version ? verified : now);
                });
    }

    synchronized void delete(String planId) {
        store.delete(planId);
        newest.remove(planId);
    }
}
