package io.continuo.platform.qemu;

import java.io.IOException;

/** QEMU refused a command. */
public final class QmpException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String kind;

    QmpException(String command, String kind, String description) {
        super(command + ": " + description);
        this.kind = kind;
    }

    /** QEMU's error class, for instance {@code DeviceNotFound}. */
    public String kind() {
        return kind;
    }
}
