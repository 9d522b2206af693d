package io.continuo.server.inventory;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.component.ComponentState;
import io.continuo.api.component.ComponentView;
import io.continuo.api.component.EnrolmentPassphrase;
import io.continuo.api.component.IssuedCertificate;
import io.continuo.api.component.JoinRequest;
import io.continuo.api.component.Order;
import io.continuo.api.component.PassphraseRequest;
import io.continuo.api.component.RenewRequest;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.Severity;
import io.continuo.api.event.Update;
import io.continuo.server.auth.CertificateBook;
import io.continuo.server.auth.Passphrases;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.ComponentCertificate;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.EventText;
import io.continuo.server.events.UpdateHub;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lets components in by passphrase, gives them certificates, and cuts them off. */
public final class Enrolment {
    private final Components components;
    private final Passphrases passphrases;
    private final CertificateBook certificates;
    private final OrderDesk orders;
    private final EventLog events;
    private final UpdateHub hub;

    public Enrolment(
            Components components,
            Passphrases passphrases,
            CertificateBook certificates,
            OrderDesk orders,
            EventLog events,
            UpdateHub hub) {
        this.components = components;
        this.passphrases = passphrases;
        this.certificates = certificates;
        this.orders = orders;
        this.events = events;
        this.hub = hub;
    }

    public EnrolmentPassphrase passphrase(PassphraseRequest request) {
        return passphrases.make(request);
    }

    /**
     * A component that nobody knows yet, with a passphrase, gets its certificate.
     *
     * @param byAdministrator whether an administrator vouches for it: no passphrase is asked for,
     *     and it may be one that is known
     */
    public synchronized IssuedCertificate join(JoinRequest request, boolean byAdministrator) {
        ComponentNames.check(request.name(), request.roles(), request.siteId(), request.version());
        certificates.check(request.signingRequest());
        if (!byAdministrator) {
            letIn(request);
        }
        List<ComponentRole> roles = List.copyOf(EnumSet.copyOf(request.roles()));
        Component component = components.reserve(request, roles);
        IssuedCertificate issued =
                certificates.issue(component.id(), roles, request.signingRequest());
        events.raise(
                EventText.info(
                        "COMPONENT_ENROLLED",
                        "The component " + component.name() + " was enrolled.",
                        Map.of("component", component.name())),
                Optional.empty());
        hub.publish(new Update.TopologyChanged());
        return issued;
    }

    private void letIn(JoinRequest request) {
        try {
            passphrases.check(request.passphrase(), request.name());
            refuseTaken(request.name());
            passphrases.use(request.passphrase(), request.name());
        } catch (ContinuoException e) {
            tell(e.problem());
            throw e;
        }
    }

    private void refuseTaken(String name) {
        Optional<Component> known = components.named(name);
        boolean free =
                known.map(one ->
                                certificates.newest(one.id()).isPresent()
                                        && !certificates.holds(one.id()))
                        .orElse(true);
        if (!free) {
            throw Problem.of(
                            ErrorCode.COMPONENT_NAME_TAKEN,
                            "The component " + name + " was not enrolled.",
                            "A component of that name is enrolled already.",
                            "Give another --name; or, if it is the same one with its data lost,"
                                    + " run continuo revoke "
                                    + name
                                    + " first.",
                            name)
                    .toException();
        }
    }

    private void tell(Problem problem) {
        events.raise(
                new EventText(
                        Severity.WARNING,
                        "ENROLMENT_REFUSED",
                        problem.message(),
                        problem.cause(),
                        problem.correction(),
                        Map.of("component", problem.refs().getFirst())),
                Optional.empty());
    }

    /** The next certificate of a component that has a good one. */
    public IssuedCertificate renew(String componentId, RenewRequest request) {
        Component component = component(componentId);
        if (!certificates.holds(component.id())) {
            throw Problem.of(
                            ErrorCode.CERTIFICATE_REFUSED,
                            "The component " + component.name() + " gets no new certificate.",
                            "It has none that is good now.",
                            "Enrol it anew, with a passphrase.",
                            component.name())
                    .toException();
        }
        return certificates.issue(component.id(), component.roles(), request.signingRequest());
    }

    /** Cuts a component off, by id or name: its requests, its orders, and its lines to others. */
    public ComponentView revoke(String idOrName) {
        Component component = component(idOrName);
        if (certificates.newest(component.id()).isEmpty()) {
            throw Problem.of(
                            ErrorCode.ACTION_NOT_ALLOWED,
                            "The component " + component.name() + " cannot be revoked.",
                            "It runs inside the configuration server's own process, or its"
                                    + " certificate expired long ago.",
                            "Start the server without those roles: --roles config.",
                            component.name())
                    .toException();
        }
        certificates.revoke(component.id());
        components.lost(component.id());
        orders.dismiss(component.id());
        Order distrust = new Order.Distrust(certificates.revokedSerials());
        for (ComponentRole role : ComponentRole.values()) {
            for (Component other : components.present(role)) {
                if (other.roles().getFirst() == role) {
                    orders.post(other.id(), distrust);
                }
            }
        }
        events.raise(
                new EventText(
                        Severity.WARNING,
                        "COMPONENT_REVOKED",
                        "The component " + component.name() + " was cut off.",
                        "An administrator revoked its certificate.",
                        "Machines that pass it need another: continuo move, or unprotect.",
                        Map.of("component", component.name())),
                Optional.empty());
        hub.publish(new Update.TopologyChanged());
        return view(component);
    }

    public List<ComponentView> list() {
        return components.all().stream().map(this::view).toList();
    }

    private Component component(String idOrName) {
        return components
                .find(idOrName)
                .or(() -> components.named(idOrName))
                .orElseThrow(() ->
                        Problem.of(
                                        ErrorCode.COMPONENT_UNKNOWN,
                                        "There is no component " + idOrName + ".",
                                        "None has that name or id.",
                                        "List them with: continuo components.",
                                        idOrName)
                                .toException());
    }

    private ComponentView view(Component component) {
        Optional<ComponentCertificate> newest = certificates.newest(component.id());
        ComponentState state;
        if (newest.isPresent() && newest.get().revoked()) {
            state = ComponentState.REVOKED;
        } else if (components.lastHeard(component.id()).isPresent()
                && !components.silent(component.id())) {
            state = ComponentState.PRESENT;
        } else {
            state = ComponentState.SILENT;
        }
        return new ComponentView(
                component.id(),
                component.name(),
                component.roles(),
                component.siteId(),
                component.dataAddress(),
                component.version(),
                state,
                components.lastHeard(component.id()),
                newest.map(ComponentCertificate::expiresAt));
    }
}
