package io.continuo.replication.stream;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import java.net.Socket;

/** For a component with no certificate: changes never travel in the clear, so not at all. */
public final class NoLines implements LineSecurity {
    @Override
    public Wire dialled(Socket socket) {
        throw Problem.of(
                        ErrorCode.CERTIFICATE_REFUSED,
                        "A line to another process cannot be made.",
                        "This component runs inside the configuration server's process without a"
                                + " data port, and so without a certificate.",
                        "Start the server with --data-port.")
                .toException();
    }

    @Override
    public Wire accepted(Socket socket) {
        return dialled(socket);
    }
}
