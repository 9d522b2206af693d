package io.continuo.server.inventory;

import io.continuo.api.component.Assignments;
import io.continuo.api.component.ComponentReport;
import io.continuo.api.component.EnrolRequest;
import io.continuo.api.component.OrderEnvelope;
import io.continuo.api.component.Outcome;
import io.continuo.api.event.Update;
import io.continuo.server.domain.Component;
import io.continuo.server.domain.Refusals;
import io.continuo.server.events.UpdateHub;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What components ask and say, as it comes over the API. */
public final class ComponentDoor {
    private static final int LONGEST_NAME = 200;

    private final Components components;
    private final Assigner assigner;
    private final OrderDesk orders;
    private final Reports reports;
    private final Consumer<String> onBack;
    private final UpdateHub hub;

    /**
     * @param onBack told the id of a component whenever it enrols
     */
    public ComponentDoor(
            Components components,
            Assigner assigner,
            OrderDesk orders,
            Reports reports,
            Consumer<String> onBack,
            UpdateHub hub) {
        this.components = components;
        this.assigner = assigner;
        this.orders = orders;
        this.reports = reports;
        this.onBack = onBack;
        this.hub = hub;
    }

    public String enrol(EnrolRequest request) {
        boolean tooLong =
                Stream.of(
                                request.name(),
                                request.dataAddress(),
                                request.siteId(),
                                request.version())
                        .anyMatch(text -> text.length() > LONGEST_NAME);
        if (request.name().isBlank() || tooLong || request.roles().isEmpty()) {
            throw Refusals.badRequest(
                            "The component cannot enrol.",
                            "It has no name, a text of more than 200 characters, or no role.",
                            "Give it a name and at least one role.")
                    .toException();
        }
        Component component = components.enrol(request);
        orders.again(component.id());
        onBack.accept(component.id());
        hub.publish(new Update.TopologyChanged());
        return component.id();
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
