package io.continuo.server.http;

/** What a body is: one of a type, a list of it, or a picture. */
record Shape(Class<?> type, boolean list) {
    /** A picture; not JSON. */
    static final Shape PNG = one(byte[].class);

    static final String PNG_TYPE = "image/png";

    static Shape one(Class<?> type) {
        return new Shape(type, false);
    }

    static Shape listOf(Class<?> type) {
        return new Shape(type, true);
    }
}
