package io.continuo.server.http;

/** What a body is: one of a type, or a list of it. */
record Shape(Class<?> type, boolean list) {
    static Shape one(Class<?> type) {
        return new Shape(type, false);
    }

    static Shape listOf(Class<?> type) {
        return new Shape(type, true);
    }
}
