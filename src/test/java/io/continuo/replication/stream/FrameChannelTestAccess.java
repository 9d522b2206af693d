package io.continuo.replication.stream;

import io.continuo.api.Json;

import java.io.IOException;
import java.net.Socket;

/** Says welcome by hand. */
final class FrameChannelTestAccess {
    private FrameChannelTestAccess() {}

    static void welcome(Socket socket, Hello hello, Welcome welcome) throws IOException {
        byte[] body = Json.mapper().writeValueAsBytes(welcome);
        byte[] header = new byte[FrameHeader.BYTES];
        new FrameHeader(
                        FrameType.WELCOME,
                        PayloadCodec.RAW,
                        hello.streamId(),
                        hello.epoch(),
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        body.length,
                        FrameChannel.crc(body, body.length),
                        0,
                        0)
                .encode(header, 0);
        socket.getOutputStream().write(header);
        socket.getOutputStream().write(body);
    }
}
