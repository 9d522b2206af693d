package io.continuo.server.inventory;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.EnrolRequest;
import io.continuo.api.component.JoinRequest;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Ids;
import io.continuo.server.store.ComponentStore;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The components that enrolled, and when each was last heard of. */
public final class Components {
    /** A component reports once a second; one not heard of for this long is silent. */
    public static final Duration SILENT_AFTER = Duration.ofSeconds(10);

    /**
     * After a start of this server a component may have to start, too, and to read its journals
     * before it reports: so long nothing is taken to have failed because of it.
     */
    public static final Duration BACK_WITHIN = Duration.ofSeconds(60);

    private final ComponentStore store;
    private final Clock clock;
    private final Instant startedAt;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final Map<String, Component> byId = new ConcurrentHashMap<>();
    private final Map<String, Instant> heard = new ConcurrentHashMap<>();

    public Components(ComponentStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.startedAt = clock.instant();
        store.all().forEach(component -> byId.put(component.id(), component));
    }

    /** The same name is the same component. */
    public synchronized Component enrol(EnrolRequest request) {
        Optional<Component> known = named(request.name());
        Component component =
                new Component(
                        known.map(Component::id).orElseGet(() -> Ids.next("component")),
                        request.name(),
                        request.roles(),
                        request.siteId(),
                        request.dataAddress(),
                        request.version());
        if (known.isEmpty()) {
            store.insert(component);
        } else if (!known.get().equals(component)) {
            store.update(component);
        }
        byId.put(component.id(), component);
        heard.put(component.id(), clock.instant());
        return component;
    }

    /** Puts a component that got a certificate on record; it is heard of once it has started. */
    public synchronized Component reserve(JoinRequest request, List<ComponentRole> roles) {
        Optional<Component> known = named(request.name());
        Component component =
                new Component(
                        known.map(Component::id).orElseGet(() -> Ids.next("component")),
                        request.name(),
                        roles,
                        request.siteId(),
                        known.map(Component::dataAddress).orElse(""),
                        request.version());
        if (known.isEmpty()) {
            store.insert(component);
        } else {
            store.update(component);
        }
        byId.put(component.id(), component);
        return component;
    }

    /** It is not to be talked to any more, until it enrols again. */
    void lost(String id) {
        heard.remove(id);
    }

    public Optional<Component> named(String name) {
        return byId.values().stream()
                .filter(component -> component.name().equals(name))
                .findFirst();
    }

    /** A component that enrolled since this server started; any other must enrol again. */
    public Component enrolled(String id) {
        Component component = byId.get(id);
        if (component == null || !heard.containsKey(id)) {
            throw Problem.of(
                            ErrorCode.COMPONENT_UNKNOWN,
                            "The component " + id + " is not enrolled.",
                            "This configuration server started after it enrolled, or never knew"
                                    + " it.",
                            "Enrol again.",
                            id)
                    .toException();
        }
        return component;
    }

    /** It reported. */
    public void heard(String id) {
        heard.put(id, clock.instant());
        reported.add(id);
    }

    public List<Component> all() {
        return byId.values().stream().sorted(Comparator.comparing(Component::name)).toList();
    }

    public Optional<Component> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public String name(String id) {
        return find(id).map(Component::name).orElse(id);
    }

    public String address(String id) {
        return find(id).map(Component::dataAddress).orElse("");
    }

    /**
     * Whether changes can go from one component to another: within one, or over a line. One inside
     * the server's process without a data port has no certificate, so it has no lines.
     */
    public boolean reaches(String from, String to) {
        return from.equals(to)
                || !address(from).equals(EnrolRequest.LOCAL)
                        && !address(to).equals(EnrolRequest.LOCAL)
                        && !address(to).isEmpty();
    }

    /** Where {@code from} sends to for {@code to}. */
    String address(String from, String to) {
        return from.equals(to) ? EnrolRequest.LOCAL : address(to);
    }

    /** When it was last heard of, if since this server started. */
    public Optional<Instant> lastHeard(String id) {
        return Optional.ofNullable(heard.get(id));
    }

    /** How long it has not been heard of; counted from this server's start at most. */
    public Duration silence(String id) {
        return Duration.between(heard.getOrDefault(id, startedAt), clock.instant());
    }

    public boolean silent(String id) {
        return silence(id).compareTo(SILENT_AFTER) > 0;
    }

    /** Whether what waits for it should wait no longer. */
    public boolean givenUp(String id) {
        return reported.contains(id)
                ? silent(id)
                : Duration.between(startedAt, clock.instant()).compareTo(BACK_WITHIN) > 0
                        && silent(id);
    }

    /** Those that play a role and can be talked to now. */
    public List<Component> present(ComponentRole role) {
        return all().stream()
                .filter(component -> component.plays(role))
                .filter(component -> heard.containsKey(component.id()) && !silent(component.id()))
                .toList();
    }
}
