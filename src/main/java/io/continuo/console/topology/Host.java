package io.continuo.console.topology;

import io.continuo.api.topology.LinkView;
import io.continuo.api.topology.ServerView;

import java.util.List;
import java.util.Optional;

/**
 * A mobility service with the machines it captures.
 *
 * @param link to its process server, if it has one
 * @param guests worst first
 */
record Host(ServerView agent, Optional<LinkView> link, List<Guest> guests) {
    Host {
        guests = List.copyOf(guests);
    }

    String id() {
        return agent.id();
    }
}
