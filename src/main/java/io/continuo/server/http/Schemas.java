package io.continuo.server.http;

import com.fasterxml.jackson.annotation.JsonSubTypes;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** JSON schemas of the contract's records, each named once. */
final class Schemas {
    private final Map<String, Object> named = new TreeMap<>();

    Map<String, Object> named() {
        return named;
    }

    Map<String, Object> of(Shape shape) {
        Map<String, Object> one = of(shape.type());
        return shape.list() ? array(one) : one;
    }

    Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic(generic);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == String.class || plain == java.net.URI.class) {
            return Map.of("type", "string");
        }
        if (plain == Instant.class) {
            return Map.of("type", "string", "format", "date-time");
        }
        if (plain == LocalTime.class) {
            return Map.of("type", "string", "format", "time");
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (plain == double.class || plain == Double.class) {
            return Map.of("type", "number", "format", "double");
        }
        if (plain == long.class || plain == Long.class) {
            return Map.of("type", "integer", "format", "int64");
        }
        if (plain == int.class || plain == Integer.class) {
            return Map.of("type", "integer", "format", "int32");
        }
        if (plain == Map.class) {
            return Map.of("type", "object");
        }
        return reference(plain);
    }

    private Map<String, Object> generic(ParameterizedType type) {
        Type[] arguments = type.getActualTypeArguments();
        if (type.getRawType() == List.class) {
            return array(of(arguments[0]));
        }
        if (type.getRawType() == Map.class) {
            return Map.of("type", "object", "additionalProperties", of(arguments[1]));
        }
        if (type.getRawType() == Optional.class) {
            return Map.of("anyOf", List.of(of(arguments[0]), Map.of("type", "null")));
        }
        throw new IllegalArgumentException("no schema for " + type);
    }

    private static Map<String, Object> array(Map<String, Object> items) {
        return Map.of("type", "array", "items", items);
    }

    private Map<String, Object> reference(Class<?> type) {
        String name = name(type);
        if (!named.containsKey(name)) {
            named.put(name, Map.of());
            named.put(name, schema(type));
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    /** A record inside an interface is named with it: {@code Outcome.Done} is not any Done. */
    static String name(Class<?> type) {
        Class<?> outer = type.getEnclosingClass();
        return outer == null ? type.getSimpleName() : name(outer) + type.getSimpleName();
    }

    private Map<String, Object> schema(Class<?> type) {
        if (type.isEnum()) {
            return Map.of(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
        }
        if (type.isRecord()) {
            return record(type, Map.of());
        }
        JsonSubTypes kinds = type.getAnnotation(JsonSubTypes.class);
        if (kinds == null) {
            throw new IllegalArgumentException("no schema for " + type);
        }
        return alternatives(kinds);
    }

    private Map<String, Object> alternatives(JsonSubTypes kinds) {
        List<Object> any = new ArrayList<>();
        Map<String, String> mapping = new LinkedHashMap<>();
        for (JsonSubTypes.Type kind : kinds.value()) {
            String name = name(kind.value());
            named.put(
                    name,
                    record(
                            kind.value(),
                            Map.of("type", Map.of("type", "string", "const", kind.name()))));
            any.add(Map.of("$ref", "#/components/schemas/" + name));
            mapping.put(kind.name(), "#/components/schemas/" + name);
        }
        return Map.of(
                "oneOf", any, "discriminator", Map.of("propertyName", "type", "mapping", mapping));
    }

    private Map<String, Object> record(Class<?> type, Map<String, Object> before) {
        Map<String, Object> properties = new LinkedHashMap<>(before);
        for (RecordComponent component : type.getRecordComponents()) {
            properties.put(component.getName(), of(component.getGenericType()));
        }
        return Map.of(
                "type",
                "object",
                "properties",
                properties,
                "required",
                List.copyOf(properties.keySet()));
    }
}
