package io.continuo.server.policy;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.policy.ResyncWindow;
import io.continuo.server.domain.Ids;
import io.continuo.server.domain.Policy;
import io.continuo.server.store.PolicyStore;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The policies there are, in memory and in the store. */
public final class PolicyBook {
    private final PolicyStore store;
    private final Map<String, Policy> byId = new ConcurrentHashMap<>();

    public PolicyBook(PolicyStore store) {
        this.store = store;
        store.all().forEach(policy -> byId.put(policy.id(), policy));
        if (byId.isEmpty()) {
            add(
                    new Policy(
                            Ids.next("policy"),
                            "Standard",
                            PolicyRules.RPO_LIMIT.toSeconds(),
                            PolicyRules.RETENTION.toSeconds(),
                            PolicyRules.CRASH_POINT.toSeconds(),
                            0,
                            ResyncWindow.OFF_HOURS.text(),
                            true));
        }
    }

    public List<Policy> all() {
        return byId.values().stream()
                .sorted(Comparator.comparing(Policy::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    public Policy byId(String id) {
        return byId.get(id);
    }

    /** By id or name; empty text is the default one. */
    public Optional<Policy> find(String idOrName) {
        Predicate<Policy> wanted =
                idOrName.isEmpty()
                        ? Policy::isDefault
                        : policy ->
                                policy.id().equals(idOrName)
                                        || policy.name().equalsIgnoreCase(idOrName);
        return byId.values().stream().filter(wanted).findFirst();
    }

    public Policy get(String idOrName) {
        return find(idOrName).orElseThrow(() -> unknown(idOrName).toException());
    }

    public static Problem unknown(String policy) {
        return Problem.of(
                ErrorCode.POLICY_UNKNOWN,
                "There is no policy " + policy + ".",
                "No policy has that name or id.",
                "List the policies with: continuo policies.",
                policy);
    }

    synchronized void add(Policy policy) {
        refuseTaken(policy);
        store.insert(policy);
        byId.put(policy.id(), policy);
    }

    synchronized void change(Policy policy) {
        refuseTaken(policy);
        store.update(policy);
        byId.put(policy.id(), policy);
    }

    synchronized void remove(Policy policy) {
        store.delete(policy.id());
        byId.remove(policy.id());
    }

    private void refuseTaken(Policy policy) {
        boolean taken =
                byId.values().stream()
                        .anyMatch(other ->
                                !other.id().equals(policy.id())
                                        && other.name().equalsIgnoreCase(policy.name()));
        if (taken) {
            throw Problem.of(
                            ErrorCode.NAME_TAKEN,
                            "There is a policy " + policy.name() + " already.",
                            "Names of policies are unique, whatever their case.",
                            "Choose another name, or change that policy.",
                            policy.name())
                    .toException();
        }
    }
}
