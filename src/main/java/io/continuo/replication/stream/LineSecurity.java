package io.continuo.replication.stream;

import java.io.IOException;
import java.net.Socket;

/** Makes a connection safe to send changes on: sees who the other side is, and encrypts. */
public interface LineSecurity {
    /** Neither: for both ends on one computer, in tests and measurements. */
    LineSecurity NONE =
            new LineSecurity() {
                @Override
                public Wire dialled(Socket socket) throws IOException {
                    return new Wire(socket, socket.getInputStream(), socket.getOutputStream());
                }

                @Override
                public Wire accepted(Socket socket) throws IOException {
                    return dialled(socket);
                }
            };

    /** On the side that dialled; the wire owns the socket from here, also if this fails. */
    Wire dialled(Socket socket) throws IOException;

    /** On the side that listens. */
    Wire accepted(Socket socket) throws IOException;
}
