package io.continuo.api.component;

/** An order with its id; a component answers by that id. */
public record OrderEnvelope(String orderId, Order order) {}
