package io.continuo.app.cli;

import io.continuo.app.Build;

import picocli.CommandLine.IVersionProvider;

/** The version of this build. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"continuo " + Build.version()};
    }
}
