package io.continuo.app;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this computer is called. */
final class HostName {
    private HostName() {}

    static String here() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "this-computer";
        }
    }

    /** How others reach a port that listens everywhere: by name; else by where it listens. */
    static String reaching(String listen) {
        int colon = listen.lastIndexOf(':');
        String host = listen.substring(0, Math.max(0, colon));
        boolean everywhere = host.equals("0.0.0.0") || host.equals("[::]");
        return everywhere ? here() + listen.substring(colon) : listen;
    }
}
