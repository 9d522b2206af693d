package io.continuo.console;

import io.continuo.client.ContinuoClient;
import io.continuo.client.ServerAddress;

import java.net.URI;
import java.nio.file.Path;

/**
 * What the console cannot do itself: start the roles inside this process, reach servers. The
 * application fills it in. Every call blocks and is made off the UI thread; a failure is a {@link
 * io.continuo.api.error.ContinuoException}.
 */
public interface ConsoleSetup {
    /** Where what a person sets is kept. */
    Path preferencesFile();

    /** Starts every role in this process, on this user's data; the console closes the session. */
    Session startEmbedded();

    /** Starts the sample site in this process; the console closes the session. */
    Session startLab();

    /** Connects to a server whose certificate is pinned; asks it nothing yet. */
    ContinuoClient connect(ServerAddress address);

    /**
     * The certificate fingerprint a server shows, to be compared by a person before it is pinned.
     *
     * @return SHA-256 of its certificate authority, 64 hex digits
     */
    String fingerprintShownBy(URI url);

    /** What this computer calls the person, such as a user name. */
    default String personHere() {
        return System.getProperty("user.name", "");
    }
}
