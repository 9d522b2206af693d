package io.continuo.api.topology;

public enum LinkKind {
    DATA,
    CONTROL
}
