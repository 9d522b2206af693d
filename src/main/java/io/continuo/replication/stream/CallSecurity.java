package io.continuo.replication.stream;

import java.io.IOException;
import java.net.Socket;

/** Makes a connection between two agents safe; the one place where that is decided. */
@FunctionalInterface
interface CallSecurity {
    /** Nothing: both ends are on one computer. */
    CallSecurity NONE =
            (socket, dialled) ->
                    new CallLine(socket, socket.getInputStream(), socket.getOutputStream());

    /**
     * @param dialled whether this is the side that dialled
     */
    CallLine secure(Socket socket, boolean dialled) throws IOException;
}
