package io.continuo.api.component;

import io.continuo.api.machine.Hardware;

import java.util.List;

/**
 * A machine to be started.
 *
 * @param runId what this run is called from now on; see {@link #live} and {@link #test}
 * @param machine the machine's name, for people
 * @param diskUris NBD URIs of its disks, in order
 * @param isolated whether it must reach no network but its own
 * @param watchSeconds how long its boot is watched before the order is answered; 0 answers as soon
 *     as it has started, and the watching goes on
 */
public record MachineStart(
        String runId,
        String machine,
        Hardware hardware,
        List<String> diskUris,
        boolean isolated,
        long watchSeconds) {
    public MachineStart {
        diskUris = List.copyOf(diskUris);
    }

    /** The run a machine lives in after a failover. */
    public static String live(String machineId) {
        return machineId + "-live";
    }

    /** The run of a machine's drill. */
    public static String test(String machineId) {
        return machineId + "-test";
    }
}
