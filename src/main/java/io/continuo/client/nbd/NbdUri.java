package io.continuo.client.nbd;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where an export is: {@code nbd://host:port/export} or {@code nbd+unix:///export?socket=/path}.
 *
 * <p>Source: the NBD URI specification (uri.md of NetworkBlockDevice). Names and paths may hold any
 * characters; {@link #toString} percent-encodes all but the unreserved ones.
 */
public sealed interface NbdUri {
    /** The export's name, decoded; empty asks for the server's default export. */
    String export();

    /** An export reached over TCP. */
    record Tcp(String host, int port, String export) implements NbdUri {
        public Tcp {
            Objects.requireNonNull(export);
            if (host.isEmpty() || port < 1 || port > 65535) {
                throw new IllegalArgumentException("not a host and port: " + host + ":" + port);
            }
        }

        @Override
        public String toString() {
            String shown = host.contains(":") ? "[" + host + "]" : host;
            return "nbd://" + shown + ":" + port + "/" + encode(export);
        }
    }

    /** An export reached through a socket file. */
    record Unix(Path socket, String export) implements NbdUri {
        public Unix {
            Objects.requireNonNull(socket);
            Objects.requireNonNull(export);
        }

        @Override
        public String toString() {
            return "nbd+unix:///" + encode(export) + "?socket=" + encodePath(socket.toString());
        }
    }

    /**
     * Reads a URI.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    static NbdUri parse(String text) {
        URI uri;
        try {
            uri = new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URI: " + text, e);
        }
        String scheme = String.valueOf(uri.getScheme());
        return switch (scheme) {
            case "nbd" -> parseTcp(uri, text);
            case "nbd+unix" -> parseUnix(uri, text);
            default ->
                    throw new IllegalArgumentException(
                            "not an nbd:// or nbd+unix:// address: " + text);
        };
    }

    private static NbdUri parseTcp(URI uri, String text) {
        String host = uri.getHost();
        if (host == null) {
            throw new IllegalArgumentException("no host in " + text);
        }
        if (host.startsWith("[")) {
            host = host.substring(1, host.length() - 1);
        }
        int port = uri.getPort() < 0 ? NbdProtocol.DEFAULT_PORT : uri.getPort();
        return new Tcp(host, port, exportOf(uri));
    }

    private static NbdUri parseUnix(URI uri, String text) {
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        for (String parameter : query.split("[&;]")) {
            if (parameter.startsWith("socket=") && parameter.length() > "socket=".length()) {
                return new Unix(
                        Path.of(decode(parameter.substring("socket=".length()))), exportOf(uri));
            }
        }
        throw new IllegalArgumentException("no ?socket=/path in " + text);
    }

    private static String exportOf(URI uri) {
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return decode(path.startsWith("/") ? path.substring(1) : path);
    }

    private static String decode(String text) {
        byte[] out = new byte[text.length() * 4];
        int length = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                out[length++] = (byte) Integer.parseInt(text, i + 1, i + 3, 16);
                i += 2;
            } else {
                int end = i + (Character.isHighSurrogate(c) ? 2 : 1);
                byte[] raw = text.substring(i, end).getBytes(StandardCharsets.UTF_8);
                System.arraycopy(raw, 0, out, length, raw.length);
                length += raw.length;
                i = end - 1;
            }
        }
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }

    private static String encode(String text) {
        return encode(text, "-._~");
    }

    private static String encodePath(String text) {
        return encode(text, "-._~/");
    }

    private static String encode(String text, String safe) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain =
                    c >= 'a' && c <= 'z'
                            || c >= 'A' && c <= 'Z'
                            || c >= '0' && c <= '9'
                            || safe.indexOf(c) >= 0;
            if (plain) {
                encoded.append(c);
            } else {
                encoded.append('%').append("%02X".formatted(b & 0xff));
            }
        }
        return encoded.toString();
    }
}
