package io.continuo.api.machine;

/** Image formats a point can be written as. */
public enum ExportFormat {
    RAW,
    QCOW2,
    /** Fixed VHD. */
    VHD;

    /** File name extension, without the dot. */
    public String extension() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
