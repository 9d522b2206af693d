package io.continuo.api.machine;

import java.util.Optional;

/**
 * A network interface of a machine.
 *
 * @param mac six pairs of hexadecimal digits with colons; empty for one that follows from the run
 * @param network name of the network it is attached to
 * @param address the IP address it has there, where one is fixed
 */
public record Nic(String mac, String network, Optional<String> address) {
    public Nic {
        mac = mac == null ? "" : mac;
        network = network == null ? "" : network;
        address = address == null ? Optional.empty() : address;
    }
}
