package io.continuo.api.component;

public record EnrolReply(String componentId) {}
