package io.continuo.server.http;

import java.util.List;
import java.util.Optional;

/**
 * One method of one path.
 *
 * @param path one of {@link io.continuo.api.ApiPaths}
 * @param request the body it needs, if any
 * @param response the body it answers with, if any
 * @param status of a good answer
 * @param bodyLimit bytes of a request's body that are read
 * @param access who may use it
 */
record Route(
        String method,
        String path,
        String summary,
        List<Query> queries,
        Optional<Shape> request,
        Optional<Shape> response,
        int status,
        int bodyLimit,
        Access access,
        Handler handler) {
    static final int BODY_LIMIT = 1 << 20;

    /** Who may use a route. */
    enum Access {
        ADMINISTRATOR,
        /** The component its path names, too. */
        COMPONENT,
        ANYONE
    }

    /** Does what a route is for; returns the body of the answer, or null where it has none. */
    interface Handler {
        Object handle(Call call) throws InterruptedException;
    }

    static Route get(String path, String summary, Shape response, Handler handler) {
        return new Route(
                "GET",
                path,
                summary,
                List.of(),
                Optional.empty(),
                Optional.of(response),
                200,
                BODY_LIMIT,
                Access.ADMINISTRATOR,
                handler);
    }

    static Route post(
            String path, String summary, Class<?> request, Shape response, Handler handler) {
        return new Route(
                "POST",
                path,
                summary,
                List.of(),
                Optional.of(Shape.one(request)),
                Optional.of(response),
                200,
                BODY_LIMIT,
                Access.ADMINISTRATOR,
                handler);
    }

    static Route put(
            String path, String summary, Class<?> request, Shape response, Handler handler) {
        return post(path, summary, request, response, handler).with("PUT");
    }

    static Route delete(String path, String summary, Handler handler) {
        return new Route(
                "DELETE",
                path,
                summary,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                204,
                BODY_LIMIT,
                Access.ADMINISTRATOR,
                handler);
    }

    /** Answers 202 with a job. */
    Route job() {
        return answering(202, Optional.of(Shape.one(io.continuo.api.job.JobView.class)));
    }

    Route status(int value) {
        return answering(value, response);
    }

    Route silent() {
        return answering(204, Optional.empty());
    }

    Route bare() {
        return new Route(
                method,
                path,
                summary,
                queries,
                Optional.empty(),
                response,
                status,
                bodyLimit,
                access,
                handler);
    }

    Route queries(Query... values) {
        return new Route(
                method,
                path,
                summary,
                List.of(values),
                request,
                response,
                status,
                bodyLimit,
                access,
                handler);
    }

    Route bodyLimit(int bytes) {
        return new Route(
                method, path, summary, queries, request, response, status, bytes, access, handler);
    }

    /** Opens it to components, each for itself. */
    Route forComponents() {
        return open(Access.COMPONENT);
    }

    /** Opens it to everyone: what it is given has to prove itself. */
    Route forAnyone() {
        return open(Access.ANYONE);
    }

    private Route open(Access to) {
        return new Route(
                method, path, summary, queries, request, response, status, bodyLimit, to, handler);
    }

    private Route with(String otherMethod) {
        return new Route(
                otherMethod,
                path,
                summary,
                queries,
                request,
                response,
                status,
                bodyLimit,
                access,
                handler);
    }

    private Route answering(int code, Optional<Shape> body) {
        return new Route(
                method, path, summary, queries, request, body, code, bodyLimit, access, handler);
    }
}
