package io.continuo.server.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.continuo.api.Json;
import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.server.domain.Refusals;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.stream.Collectors;

/** Reads and writes bodies; what cannot be read is refused in the caller's words. */
final class Bodies {
    /** What of a too large body is read and thrown away. */
    private static final int MOST_SKIPPED = 16 << 20;

    private final JsonMapper json = Json.mapper();

    byte[] write(Object value) {
        try {
            return json.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON: " + value.getClass(), e);
        }
    }

    Object read(InputStream in, Route route) {
        byte[] bytes = bytes(in, route.bodyLimit());
        Class<?> type = route.request().orElseThrow().type();
        try {
            Object value = json.readValue(bytes, type);
            if (value == null) {
                throw unreadable("It is empty, or null.", null);
            }
            if (value instanceof Record record) {
                requireAll(record, "");
            }
            return value;
        } catch (JsonMappingException e) {
            throw unreadable(where(e), e);
        } catch (JacksonException e) {
            throw unreadable(
                    "It is not JSON, from line "
                            + e.getLocation().getLineNr()
                            + ", column "
                            + e.getLocation().getColumnNr()
                            + ".",
                    e);
        } catch (IOException e) {
            throw unreadable("It ended early.", e);
        }
    }

    private static byte[] bytes(InputStream in, int limit) {
        try {
            byte[] bytes = in.readNBytes(limit + 1);
            if (bytes.length > limit) {
                // Hung up on while it still sends, a client would never read the refusal.
                skip(in);
                throw Problem.of(
                                ErrorCode.TOO_LARGE,
                                "The request's body is too large.",
                                "It has more than " + limit + " bytes.",
                                "Send a smaller one.")
                        .toException();
            }
            return bytes;
        } catch (IOException e) {
            throw unreadable("It ended early.", e);
        }
    }

    private static void skip(InputStream in) throws IOException {
        byte[] piece = new byte[64 << 10];
        int left = MOST_SKIPPED;
        for (int n = in.read(piece); n > 0 && left > 0; n = in.read(piece)) {
            left -= n;
        }
    }

    /** Every field of a request is to be there; an empty one is written as such. */
    private static void requireAll(Record record, String prefix) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            Object value = value(record, component);
            String name = prefix + component.getName();
            if (value == null) {
                throw missing(name);
            }
            if (value instanceof Record inner) {
                requireAll(inner, name + ".");
            }
            if (value instanceof Iterable<?> all) {
                for (Object one : all) {
                    if (one == null) {
                        throw missing(name + "[]");
                    }
                    if (one instanceof Record inner) {
                        requireAll(inner, name + "[].");
                    }
                }
            }
        }
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ContinuoException missing(String field) {
        return Refusals.badRequest(
                        "The field " + field + " is missing.",
                        "The request's body does not hold it, or holds null.",
                        "Look at /api/v1/openapi.json for the fields of this request.")
                .toException();
    }

    private static String where(JsonMappingException e) {
        String path =
                e.getPath().stream()
                        .map(step ->
                                step.getFieldName() == null
                                        ? "[" + step.getIndex() + "]"
                                        : step.getFieldName())
                        .collect(Collectors.joining("."));
        return path.isEmpty()
                ? "It is not an object of the expected form."
                : "The field " + path + " is missing or has a value of the wrong kind.";
    }

    private static ContinuoException unreadable(String cause, Exception e) {
        return Refusals.badRequest(
                        "The request's body cannot be read.",
                        cause,
                        "Look at /api/v1/openapi.json for what this request is to hold.")
                .toException(e);
    }
}
