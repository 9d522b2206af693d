package io.continuo.server.http;

import io.continuo.api.event.EventView;
import io.continuo.api.event.Update;
import io.continuo.server.events.EventLog;
import io.continuo.server.events.Subscription;
import io.continuo.server.events.UpdateHub;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Server-sent events (HTML Living Standard, "Server-sent events"): updates as they happen, and the
 * events missed since the last one seen. Every message carries the id of the newest event told, so
 * a client that saw any message can go on from there; the first one comes at once.
 */
final class EventStream {
    private static final Duration PING_EVERY = Duration.ofSeconds(15);
    private static final int REPLAY_PAGE = 500;

    /** One that was away for more than this reads the events page by page instead. */
    private static final long REPLAY_MOST = 10_000;

    private final EventLog events;
    private final UpdateHub hub;
    private final Bodies bodies;

    EventStream(EventLog events, UpdateHub hub, Bodies bodies) {
        this.events = events;
        this.hub = hub;
        this.bodies = bodies;
    }

    /** Writes until the client goes, is too slow, or the server stops. */
    void serve(Optional<String> lastEventId, OutputStream out)
            throws IOException, InterruptedException {
        long newest = events.lastId();
        long told = lastEventId.map(id -> from(id, newest)).orElse(newest);
        try (Subscription subscription = hub.subscribe()) {
            told = replay(told, out);
            tell(told, new Update.TopologyChanged(), out);
            live(told, subscription, out);
        }
    }

    private void live(long replayed, Subscription subscription, OutputStream out)
            throws IOException, InterruptedException {
        long told = replayed;
        while (!subscription.closed()) {
            Optional<Update> next = subscription.next(PING_EVERY);
            if (next.isEmpty()) {
                if (!subscription.closed()) {
                    write(out, ": ping\n\n");
                }
                continue;
            }
            if (next.get() instanceof Update.EventRaised raised) {
                if (raised.event().id() <= told) {
                    continue;
                }
                told = raised.event().id();
            }
            tell(told, next.get(), out);
        }
    }

    private long replay(long after, OutputStream out) throws IOException {
        long told = after;
        List<EventView> page;
        do {
            page = events.after(told, REPLAY_PAGE);
            for (EventView event : page) {
                told = event.id();
                tell(told, new Update.EventRaised(event), out);
            }
        } while (page.size() == REPLAY_PAGE);
        return told;
    }

    private static long from(String lastEventId, long newest) {
        try {
            return Math.clamp(
                    Long.parseLong(lastEventId.trim()), Math.max(0, newest - REPLAY_MOST), newest);
        } catch (NumberFormatException e) {
            return newest;
        }
    }

    private void tell(long id, Update update, OutputStream out) throws IOException {
        write(
                out,
                "event: "
                        + type(update)
                        + "\nid: "
                        + id
                        + "\ndata: "
                        + new String(bodies.write(update), StandardCharsets.UTF_8)
                        + "\n\n");
    }

    private static String type(Update update) {
        return switch (update) {
            case Update.MachineChanged ignored -> "machine";
            case Update.MachineRemoved ignored -> "machine-removed";
            case Update.JobChanged ignored -> "job";
            case Update.EventRaised ignored -> "event";
            case Update.PoliciesChanged ignored -> "policies";
            case Update.TopologyChanged ignored -> "topology";
        };
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
