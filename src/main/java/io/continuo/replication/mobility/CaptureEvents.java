package io.continuo.replication.mobility;

import io.continuo.api.component.RaisedEvent;

/** Where captures tell what they saw happen. Must not block. */
@FunctionalInterface
public interface CaptureEvents {
    void raise(RaisedEvent event);
}
