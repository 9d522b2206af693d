package io.continuo.server.inventory;

import io.continuo.api.component.Assignments;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.EnrolRequest;
import io.continuo.api.component.OrderEnvelope;
import io.continuo.api.component.Outcome;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.event.Update;
import io.continuo.server.domain.Component;
import io.continuo.server.events.UpdateHub;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What components ask and say, as it comes over the API. */
public final class ComponentDoor {
    private final Components components;
    private final Assigner assigner;
    private final OrderDesk orders;
    private final Reports reports;
    private final Consumer<String> onBack;
    private final Consumer<String> onReaddressed;
    private final UpdateHub hub;

    /**
     * @param onBack told the id of a component whenever it enrols
     * @param onReaddressed told the id of a component that enrols with another address
     */
    public ComponentDoor(
            Components components,
            Assigner assigner,
            OrderDesk orders,
            Reports reports,
            Consumer<String> onBack,
            Consumer<String> onReaddressed,
            UpdateHub hub) {
        this.components = components;
        this.assigner = assigner;
        this.orders = orders;
        this.reports = reports;
        this.onBack = onBack;
        this.onReaddressed = onReaddressed;
        this.hub = hub;
    }

    /**
     * A component introduces itself.
     *
     * @param certified id of the component whose certificate it shows; empty for one inside this
     *     process, which has the administrator's token
     */
    public String enrol(EnrolRequest request, Optional<String> certified) {
        ComponentNames.check(
                request.name(),
                request.roles(),
                request.dataAddress(),
                request.siteId(),
                request.version());
        certified.ifPresent(id -> refuseAnother(request, components.find(id)));
        String before = components.named(request.name()).map(Component::dataAddress).orElse("");
        Component component = components.enrol(request);
        orders.again(component.id());
        if (!before.equals(component.dataAddress())) {
            onReaddressed.accept(component.id());
        }
        onBack.accept(component.id());
        hub.publish(new Update.TopologyChanged());
        return component.id();
    }

    /** A certificate is for one name and for the roles it was asked for. */
    private static void refuseAnother(EnrolRequest request, Optional<Component> certified) {
        boolean same =
                certified
                        .filter(one -> one.name().equals(request.name()))
                        .filter(one -> one.roles().containsAll(request.roles()))
                        .isPresent();
        if (!same) {
            throw Problem.of(
                            ErrorCode.CERTIFICATE_REFUSED,
                            "The component " + request.name() + " was refused.",
                            "Its certificate is for "
                                    + certified
                                            .map(one -> one.name() + " as " + one.roles())
                                            .orElse("another server's component")
                                    + ".",
                            "Start it under the name and with the roles it was enrolled for, or"
                                    + " enrol it anew in another data directory.",
                            request.name())
                    .toException();
        }
    }

    public Assignments assignments(String componentId) {
        return assigner.of(components.enrolled(componentId).id());
    }

    public List<OrderEnvelope> orders(String componentId, Duration wait)
            throws InterruptedException {
        components.enrolled(componentId);
        return orders.take(componentId, wait);
    }

    public void answer(String componentId, String orderId, Outcome outcome) {
        components.enrolled(componentId);
        orders.answered(componentId, orderId, outcome);
    }

    public void report(String componentId, ComponentReport report) {
        components.enrolled(componentId);
        reports.take(componentId, report);
    }
}
