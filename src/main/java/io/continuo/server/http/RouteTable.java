package io.continuo.server.http;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds the route of a request. */
final class RouteTable {
    /** A route with the values of its path's braces. */
    record Match(Route route, Map<String, String> parameters) {}

    private final List<Route> routes;

    RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    List<Route> routes() {
        return routes;
    }

    Match find(String method, String rawPath) {
        String[] segments = segments(rawPath);
        List<Route> there =
                routes.stream().filter(route -> matches(route.path(), segments)).toList();
        if (there.isEmpty()) {
            throw Problem.of(
                            ErrorCode.NOT_FOUND,
                            "There is nothing at " + rawPath + ".",
                            "The API has no such path.",
                            "Look at /api/v1/openapi.json for the paths there are.",
                            rawPath)
                    .toException();
        }
        return there.stream()
                .filter(route -> route.method().equals(method))
                .findFirst()
                .map(route -> new Match(route, parameters(route.path(), segments)))
                .orElseThrow(() ->
                        Problem.of(
                                        ErrorCode.METHOD_NOT_ALLOWED,
                                        method + " is not possible at " + rawPath + ".",
                                        "The path takes other methods.",
                                        "Use " + methods(there) + ".",
                                        rawPath)
                                .toException());
    }

    private static String methods(List<Route> there) {
        return there.stream().map(Route::method).sorted().collect(Collectors.joining(" or "));
    }

    private static String[] segments(String rawPath) {
        try {
            return Arrays.stream(rawPath.split("/", -1))
                    .map(segment ->
                            URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toArray(String[]::new);
        } catch (IllegalArgumentException e) {
            throw Problem.of(
                            ErrorCode.BAD_REQUEST,
                            "The path cannot be read.",
                            "A percent sign in it is not followed by two hex digits.",
                            "Encode the path as RFC 3986 asks.")
                    .toException(e);
        }
    }

    private static boolean matches(String template, String[] segments) {
        String[] parts = template.split("/", -1);
        if (parts.length != segments.length) {
            return false;
        }
        for (int i = 0; i < parts.length; i++) {
            boolean same =
                    parts[i].startsWith("{")
                            ? !segments[i].isEmpty()
                            : parts[i].equals(segments[i]);
            if (!same) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> parameters(String template, String[] segments) {
        String[] parts = template.split("/", -1);
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith("{")) {
                values.put(parts[i].substring(1, parts[i].length() - 1), segments[i]);
            }
        }
        return values;
    }
}
