package io.continuo.api.component;

import java.util.List;

/**
 * Everything a component is to do now; read at its start and whenever it enrols again. Anything
 * else it holds is stopped, never deleted.
 *
 * @param revokedCertificates serial numbers, hex, of certificates that are not to be trusted any
 *     more although they have not expired
 * @param throttle for a process server
 */
public record Assignments(
        List<CaptureSpec> captures,
        List<ReplicaSpec> replicas,
        List<String> revokedCertificates,
        Throttle throttle) {}
