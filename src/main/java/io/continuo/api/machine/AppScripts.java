package io.continuo.api.machine;

/**
 * What makes a machine's applications write everything out before an app-consistent point, and go
 * on after it. Programs are run by the mobility service, on its computer and as its user; a guest
 * agent runs in the guest.
 *
 * @param preScript absolute path of a program; empty for none
 * @param postScript absolute path of a program, run whatever became of the first; empty for none
 * @param timeoutSeconds each is ended after this
 * @param guestAgent absolute path of the socket QEMU serves the guest agent's channel on; empty for
 *     none
 */
public record AppScripts(
        String preScript, String postScript, long timeoutSeconds, String guestAgent) {
    public AppScripts {
        guestAgent = guestAgent == null ? "" : guestAgent;
    }

    /** Without a guest agent. */
    public AppScripts(String preScript, String postScript, long timeoutSeconds) {
        this(preScript, postScript, timeoutSeconds, "");
    }

    /** Whether there is nothing of all that. */
    public boolean none() {
        return preScript.isEmpty() && postScript.isEmpty() && guestAgent.isEmpty();
    }
}
