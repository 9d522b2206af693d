package io.continuo.server.http;

import io.continuo.api.ApiPaths;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.server.auth.CertificateBook;
import io.continuo.server.auth.Token;
import io.helidon.common.tls.Tls;
import io.helidon.common.tls.TlsClientAuth;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

import javax.net.ssl.SSLContext;

/** The HTTPS door: sees who asks, finds the route, answers; whatever goes wrong is a problem. */
public final class WebFront implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebFront.class);
    private static final String EVENT_STREAM = "text/event-stream";

    private final RouteTable table;
    private final Callers callers;
    private final EventStream events;
    private final Bodies bodies;
    private final WebServer server;

    public WebFront(
            Routes routes,
            Token token,
            CertificateBook certificates,
            SSLContext tls,
            String bindAddress,
            int port) {
        this.bodies = new Bodies();
        this.table = new RouteTable(routes.all());
        this.events = routes.events(bodies);
        this.callers = new Callers(token, certificates);
        this.server =
                WebServer.builder()
                        .address(address(bindAddress))
                        .port(port)
                        .tls(tls(tls))
                        .shutdownGracePeriod(Duration.ofMillis(100))
                        .shutdownHook(false)
                        .directHandlers(handlers())
                        .routing(routing -> routing.any(this::answer))
                        .build();
        probe(bindAddress, port);
        server.start();
        if (!server.isRunning()) {
            throw notStarted().toException();
        }
    }

    /** The web server only logs that it could not bind; who starts this one is told why. */
    private static void probe(String bindAddress, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address(bindAddress), port));
        } catch (IOException e) {
            throw portTaken(e, bindAddress, port).toException(e);
        }
    }

    public int port() {
        return server.port();
    }

    /** From the next connection on, another certificate is shown. */
    public void renew(SSLContext context) {
        server.reloadTls(tls(context));
    }

    private static Tls tls(SSLContext context) {
        return Tls.builder().sslContext(context).clientAuth(TlsClientAuth.OPTIONAL).build();
    }

    private void answer(ServerRequest request, ServerResponse response) {
        try {
            Caller caller = callers.of(request);
            RouteTable.Match match = find(request, caller);
            Callers.check(caller, match.route().access(), match.parameters());
            if (streams(match.route(), request)) {
                stream(request, response);
            } else {
                call(match, caller, request, response);
            }
        } catch (ContinuoException e) {
            refuse(response, e.problem());
        } catch (CloseConnectionException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            refuse(response, stopping());
        } catch (RuntimeException | IOException e) {
            LOG.error(
                    "{} {} failed",
                    request.prologue().method(),
                    request.prologue().uriPath().rawPath(),
                    e);
            refuse(response, defect());
        }
    }

    /** A stranger does not even learn which paths there are. */
    private RouteTable.Match find(ServerRequest request, Caller caller) {
        try {
            return table.find(
                    request.prologue().method().text(), request.prologue().uriPath().rawPath());
        } catch (ContinuoException e) {
            throw caller instanceof Caller.Stranger ? Callers.noToken().toException() : e;
        }
    }

    private void call(
            RouteTable.Match match, Caller caller, ServerRequest request, ServerResponse response)
            throws InterruptedException {
        Route route = match.route();
        Object body =
                route.request().isPresent()
                        ? bodies.read(request.content().inputStream(), route)
                        : null;
        Call call =
                new Call(
                        match.parameters(),
                        name -> request.query().first(name).asOptional(),
                        body,
                        caller);
        Object answer = route.handler().handle(call);
        response.status(route.status());
        if (answer == null) {
            response.send();
        } else if (answer instanceof byte[] picture) {
            response.header("Content-Type", Shape.PNG_TYPE);
            response.send(picture);
        } else {
            response.header("Content-Type", "application/json");
            response.send(bodies.write(answer));
        }
    }

    private static boolean streams(Route route, ServerRequest request) {
        return route.path().equals(ApiPaths.EVENTS)
                && request.headers().first(HeaderNames.ACCEPT).orElse("").contains(EVENT_STREAM);
    }

    private void stream(ServerRequest request, ServerResponse response)
            throws IOException, InterruptedException {
        Optional<String> last = request.headers().first(HeaderNames.create("Last-Event-ID"));
        response.status(200);
        response.header("Content-Type", EVENT_STREAM);
        response.header("Cache-Control", "no-store");
        try (OutputStream out = response.outputStream()) {
            events.serve(last, out);
        } catch (IOException | UncheckedIOException e) {
            throw new CloseConnectionException("the client is gone", e);
        }
    }

    private void refuse(ServerResponse response, Problem problem) {
        if (response.isSent()) {
            throw new CloseConnectionException(problem.message());
        }
        response.status(problem.code().httpStatus());
        response.header("Content-Type", ProblemBody.MEDIA_TYPE);
        if (problem.code() == ErrorCode.TOO_LARGE) {
            response.header("Connection", "close");
        }
        response.send(bodies.write(ProblemBody.of(problem)));
    }

    /** What the web server itself refuses, before any route sees it. */
    private DirectHandlers handlers() {
        DirectHandlers.Builder builder = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            Problem problem = problem(type);
            builder.addHandler(
                    type,
                    (request, event, status, headers, message) ->
                            DirectHandler.TransportResponse.builder()
                                    .status(Status.create(problem.code().httpStatus()))
                                    .header(HeaderNames.CONTENT_TYPE, ProblemBody.MEDIA_TYPE)
                                    .keepAlive(false)
                                    .entity(bodies.write(ProblemBody.of(problem)))
                                    .build());
        }
        return builder.build();
    }

    private static Problem problem(DirectHandler.EventType type) {
        return switch (type) {
            case PAYLOAD_TOO_LARGE ->
                    Problem.of(
                            ErrorCode.TOO_LARGE,
                            "The request is too large.",
                            "Its body is longer than this server reads.",
                            "Send a smaller one.");
            case INTERNAL_ERROR -> defect();
            case BAD_REQUEST, FORBIDDEN, OTHER, HTTP_VERSION_NOT_SUPPORTED ->
                    Problem.of(
                            ErrorCode.BAD_REQUEST,
                            "The request cannot be read.",
                            "It is not well-formed HTTP/1.1.",
                            "Look at /api/v1/openapi.json for what this server understands.");
        };
    }

    private static Problem defect() {
        return Problem.of(
                ErrorCode.INTERNAL,
                "The request failed.",
                "Continuo met a case it does not handle; the server's log has the details.",
                "Report it with the log.");
    }

    private static Problem stopping() {
        return Problem.of(
                ErrorCode.CANCELLED,
                "The request was not finished.",
                "The configuration server stops.",
                "Ask again when it runs.");
    }

    private static InetAddress address(String bindAddress) {
        try {
            return InetAddress.getByName(bindAddress);
        } catch (UnknownHostException e) {
            throw Problem.of(
                            ErrorCode.BAD_REQUEST,
                            "The address " + bindAddress + " cannot be listened on.",
                            "It is not an address of this computer.",
                            "Give 127.0.0.1, 0.0.0.0 or one of this computer's addresses.",
                            bindAddress)
                    .toException(e);
        }
    }

    private static Problem portTaken(IOException e, String bindAddress, int port) {
        return Problem.of(
                ErrorCode.PORT_IN_USE,
                "The port " + port + " of " + bindAddress + " cannot be listened on.",
                "Another program has it, or this user may not use it: " + e.getMessage() + ".",
                "Stop that program, or give another one with --port (0 takes any free one).",
                bindAddress + ":" + port);
    }

    private static Problem notStarted() {
        return Problem.of(
                ErrorCode.INTERNAL,
                "The HTTPS server did not start.",
                "The log has the reason.",
                "Report it with the log.");
    }

    @Override
    public void close() {
        server.stop();
    }
}
