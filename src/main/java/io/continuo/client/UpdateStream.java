package io.continuo.client;

import com.fasterxml.jackson.core.JsonProcessingException;

import io.continuo.api.ApiPaths;
import io.continuo.api.event.Update;

import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.sse.EventSource;
import okhttp3.sse.EventSourceListener;
import okhttp3.sse.EventSources;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Follows {@code /api/v1/events}; a lost stream is opened again from the last event seen. */
final class UpdateStream implements ContinuoClient.Subscription {
    /** The server pings every 15 s; twice that without a byte means the line is dead. */
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(30);

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Rest rest;
    private final OkHttpClient http;
    private final Consumer<Update> onUpdate;
    private final Consumer<Boolean> onConnection;
    private final Consumer<UpdateStream> onClose;
    private final AtomicReference<EventSource> source = new AtomicReference<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile String lastEventId;

    UpdateStream(
            Rest rest,
            Consumer<Update> onUpdate,
            Consumer<Boolean> onConnection,
            Consumer<UpdateStream> onClose) {
        this.rest = rest;
        this.http = rest.http().newBuilder().readTimeout(SILENCE_LIMIT).build();
        this.onUpdate = onUpdate;
        this.onConnection = onConnection;
        this.onClose = onClose;
    }

    UpdateStream start() {
        Thread.ofVirtual().name("updates").start(this::follow);
        return this;
    }

    private void follow() {
        boolean ended = false;
        while (!ended) {
            CountDownLatch lost = new CountDownLatch(1);
            Request.Builder request =
                    rest.request(rest.url(ApiPaths.EVENTS).build())
                            .header("Accept", "text/event-stream");
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            source.set(
                    EventSources.createFactory(http)
                            .newEventSource(request.build(), new Listener(lost)));
            try {
                if (closed.getCount() == 0) {
                    source.get().cancel();
                }
                lost.await();
                ended = closed.await(RETRY.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                ended = true;
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        onClose.accept(this);
        EventSource current = source.get();
        if (current != null) {
            current.cancel();
        }
    }

    private final class Listener extends EventSourceListener {
        private final CountDownLatch lost;
        private boolean up;

        Listener(CountDownLatch lost) {
            this.lost = lost;
        }

        @Override
        public void onOpen(EventSource eventSource, Response response) {
            up = true;
            onConnection.accept(true);
        }

        @Override
        public void onEvent(EventSource eventSource, String id, String type, String data) {
            if (id != null) {
                lastEventId = id;
            }
            try {
                onUpdate.accept(rest.mapper().readValue(data, Update.class));
            } catch (JsonProcessingException e) {
                // An update of a newer server: what this client does not know it does not show.
                return;
            }
        }

        @Override
        public void onClosed(EventSource eventSource) {
            end();
        }

        @Override
        public void onFailure(EventSource eventSource, Throwable t, Response response) {
            end();
        }

        private void end() {
            if (up && closed.getCount() > 0) {
                onConnection.accept(false);
            }
            up = false;
            lost.countDown();
        }
    }
}
