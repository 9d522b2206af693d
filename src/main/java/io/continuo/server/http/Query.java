package io.continuo.server.http;

/** A parameter a route takes after the question mark; never required. */
record Query(String name, String type, String meaning) {
    static Query number(String name, String meaning) {
        return new Query(name, "integer", meaning);
    }

    static Query text(String name, String meaning) {
        return new Query(name, "string", meaning);
    }
}
