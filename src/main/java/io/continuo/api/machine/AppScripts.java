package io.continuo.api.machine;

/**
 * What makes a machine's applications write everything out before an app-consistent point, and go
 * on after it. Both are run by the mobility service, on its computer and as its user.
 *
 * @param preScript absolute path of a program; empty for none
 * @param postScript absolute path of a program, run whatever became of the first; empty for none
 * @param timeoutSeconds each is ended after this
 */
public record AppScripts(String preScript, String postScript, long timeoutSeconds) {}
