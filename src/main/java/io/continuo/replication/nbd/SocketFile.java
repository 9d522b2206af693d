package io.continuo.replication.nbd;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** A socket file: a dead server's is removed, a living one's is respected. */
final class SocketFile {
    private SocketFile() {}

    static ServerSocketChannel bind(Path path) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(path);
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            if (!isSocket(path)) {
                throw taken(path, "There is a file of that name that is not a socket.");
            }
            if (answers(address)) {
                throw taken(path, "Another server is listening on it.");
            }
            Files.delete(path);
        }
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            return channel.bind(address);
        } catch (SocketException e) {
            channel.close();
            throw taken(path, "The system refused it: " + e.getMessage() + ".");
        }
    }

    private static boolean isSocket(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return attributes.isOther();
    }

    private static boolean answers(UnixDomainSocketAddress address) {
        try (SocketChannel probe = SocketChannel.open(address)) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static RuntimeException taken(Path path, String cause) {
        return Problem.of(
                        ErrorCode.PORT_IN_USE,
                        "Disks cannot be served on socket " + path + ".",
                        cause,
                        "Stop the other server, or choose another data directory with a short path.",
                        path.toString())
                .toException();
    }
}
