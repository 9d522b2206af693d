package io.continuo.server.http;

import io.continuo.api.ApiPaths;
import io.continuo.api.event.Update;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Describes the route table as OpenAPI 3.1. */
final class OpenApi {
    private static final Pattern BRACES = Pattern.compile("\\{(\\w+)}");

    private final Schemas schemas = new Schemas();
    private final String version;

    OpenApi(String version) {
        this.version = version;
    }

    Map<String, Object> document(List<Route> routes) {
        Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
        for (Route route : routes) {
            paths.computeIfAbsent(route.path(), path -> new LinkedHashMap<>())
                    .put(route.method().toLowerCase(java.util.Locale.ROOT), operation(route));
        }
        schemas.of(ProblemBody.class);
        schemas.of(Update.class);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                Map.of(
                        "title",
                        "Continuo configuration server",
                        "version",
                        version,
                        "license",
                        Map.of("name", "Apache-2.0", "identifier", "Apache-2.0")));
        document.put("security", List.of(Map.of("token", List.of())));
        document.put("paths", paths);
        document.put(
                "components",
                Map.of(
                        "schemas",
                        schemas.named(),
                        "securitySchemes",
                        Map.of(
                                "token",
                                Map.of("type", "http", "scheme", "bearer"),
                                "certificate",
                                Map.of("type", "mutualTLS"))));
        return document;
    }

    private Map<String, Object> operation(Route route) {
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", operationId(route));
        operation.put("summary", route.summary());
        switch (route.access()) {
            case ADMINISTRATOR -> {}
            case COMPONENT ->
                    operation.put(
                            "security",
                            List.of(Map.of("token", List.of()), Map.of("certificate", List.of())));
            case ANYONE -> operation.put("security", List.of());
        }
        List<Object> parameters = parameters(route);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        route.request()
                .ifPresent(shape ->
                        operation.put(
                                "requestBody", Map.of("required", true, "content", json(shape))));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("description", "Done.");
        route.response().ifPresent(shape -> answer.put("content", content(route, shape)));
        operation.put(
                "responses",
                Map.of(
                        Integer.toString(route.status()),
                        answer,
                        "default",
                        Map.of(
                                "description",
                                "Refused or failed.",
                                "content",
                                Map.of(
                                        ProblemBody.MEDIA_TYPE,
                                        Map.of("schema", schemas.of(ProblemBody.class))))));
        return operation;
    }

    private Map<String, Object> content(Route route, Shape shape) {
        if (!route.path().equals(ApiPaths.EVENTS)) {
            return json(shape);
        }
        Map<String, Object> both = new LinkedHashMap<>(json(shape));
        both.put("text/event-stream", Map.of("schema", schemas.of(Update.class)));
        return both;
    }

    private Map<String, Object> json(Shape shape) {
        if (shape.equals(Shape.PNG)) {
            return Map.of(
                    Shape.PNG_TYPE, Map.of("schema", Map.of("type", "string", "format", "binary")));
        }
        return Map.of("application/json", Map.of("schema", schemas.of(shape)));
    }

    private static List<Object> parameters(Route route) {
        List<Object> parameters = new ArrayList<>();
        Matcher braces = BRACES.matcher(route.path());
        while (braces.find()) {
            parameters.add(
                    Map.of(
                            "name",
                            braces.group(1),
                            "in",
                            "path",
                            "required",
                            true,
                            "schema",
                            Map.of("type", "string")));
        }
        for (Query query : route.queries()) {
            parameters.add(
                    Map.of(
                            "name",
                            query.name(),
                            "in",
                            "query",
                            "description",
                            query.meaning(),
                            "schema",
                            Map.of("type", query.type())));
        }
        return parameters;
    }

    /** Stable and unique: the method and the path's words. */
    private static String operationId(Route route) {
        StringBuilder id = new StringBuilder(route.method().toLowerCase(java.util.Locale.ROOT));
        for (String word : route.path().substring(ApiPaths.ROOT.length()).split("[^A-Za-z]+")) {
            if (!word.isEmpty()) {
                id.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
            }
        }
        return id.toString();
    }
}
