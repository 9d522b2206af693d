package io.continuo.app;

/** What this build is. */
public final class Build {
    private Build() {}

    /** The version, or {@code from source}. */
    public static String version() {
        String version = Build.class.getPackage().getImplementationVersion();
        return version == null ? "from source" : version;
    }
}
