package io.continuo.api.component;

import io.continuo.api.machine.Progress;

/** Where a long order is. */
public record OrderProgress(String orderId, Progress progress) {}
