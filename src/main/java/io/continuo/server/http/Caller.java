package io.continuo.server.http;

import java.util.Optional;

/** Who sends a request. */
sealed interface Caller {
    /** Has the token: may do everything. */
    record Administrator() implements Caller {}

    /** Showed a certificate of this server's authority that is good now. */
    record Component(String id) implements Caller {}

    /** Showed nothing. */
    record Stranger() implements Caller {}

    /** The component whose certificate was shown, if one was. */
    default Optional<String> componentId() {
        return this instanceof Component component ? Optional.of(component.id()) : Optional.empty();
    }
}
