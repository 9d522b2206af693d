package io.continuo.replication.nbd;

import io.continuo.client.nbd.NbdError;
import io.continuo.client.nbd.NbdException;
import io.continuo.client.nbd.NbdProtocol;

import java.io.IOException;

/**
 * Serves the requests of one client on one thread: takes every complete request out of what was
 * received, hands it to the export, gathers the replies.
 */
final class Transmission {
    /** Payload too long to accept is read and dropped up to this; beyond, the client is cut off. */
    private static final long MAXIMUM_DROPPED = 64L << 20;

    /** Most extents in a reply; a client asks again for the rest. */
    private static final int MAXIMUM_EXTENTS = 8192;

    private final GuardedExport export;
    private final RequestRules rules;
    private final boolean structured;
    private final boolean allocation;
    private final Receiver input;
    private final Replies replies;
    private final ColdReads cold;
    private final Request request = new Request();

    Transmission(NbdExport export, Negotiated negotiated, Receiver input, Replies replies) {
        this.export = new GuardedExport(export);
        this.rules = new RequestRules(export);
        this.structured = negotiated.structured();
        this.allocation = negotiated.allocation();
        this.input = input;
        this.replies = replies;
        this.cold = new ColdReads(this.export, replies);
    }

    /** Serves until the client says goodbye or ends. */
    void run() throws IOException {
        while (received(NbdProtocol.REQUEST_BYTES)) {
            request.read(input.bytes(), input.position());
            if (request.command == NbdProtocol.CMD_DISC) {
                break;
            }
            try {
                if (request.command == NbdProtocol.CMD_WRITE) {
                    write();
                } else {
                    input.take(NbdProtocol.REQUEST_BYTES);
                    serve();
                }
            } catch (NbdException e) {
                replies.failed(request.cookie, e.error(), e.getMessage());
            }
        }
        cold.serve();
        replies.send();
    }

    /** Waits for input, after sending what is gathered; false if the client has ended. */
    private boolean received(int length) throws IOException {
        if (input.available() >= length) {
            return true;
        }
        cold.serve();
        replies.send();
        if (input.receive(length)) {
            return true;
        }
        if (input.available() > 0) {
            throw new Disconnect("it ended in the middle of a request");
        }
        return false;
    }

    private void receive(int length) throws IOException {
        if (!received(length)) {
            throw new Disconnect("it ended in the middle of a write");
        }
    }

    private void write() throws IOException {
        Refusal refusal = rules.check(request, true, true, 0);
        if (refusal != null || request.length > ChunkPool.PAYLOAD_BYTES) {
            input.take(NbdProtocol.REQUEST_BYTES);
            writeInPieces(refusal);
        } else {
            int length = (int) request.length;
            receive(NbdProtocol.REQUEST_BYTES + length);
            int payload = input.position() + NbdProtocol.REQUEST_BYTES;
            input.take(NbdProtocol.REQUEST_BYTES + length);
            if (length > 0) {
                export.write(request.offset, input.chunk(), payload, length, fua());
            }
        }
        replies.done(request.cookie);
    }

    /** A write too long for one chunk, or one whose payload only has to be got out of the way. */
    private void writeInPieces(Refusal refusal) throws IOException {
        if (refusal != null && request.length > MAXIMUM_DROPPED) {
            throw new Disconnect("it announced a write of " + request.length + " bytes");
        }
        NbdException failure =
                refusal == null ? null : new NbdException(refusal.error(), refusal.message());
        int part;
        for (long done = 0; done < request.length; done += part) {
            part = (int) Math.min(request.length - done, ChunkPool.PAYLOAD_BYTES);
            receive(part);
            int payload = input.position();
            input.take(part);
            if (failure == null) {
                boolean last = done + part == request.length;
                try {
                    export.write(
                            request.offset + done, input.chunk(), payload, part, fua() && last);
                } catch (NbdException e) {
                    failure = e;
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void serve() throws IOException {
        switch (request.command) {
            case NbdProtocol.CMD_READ -> read();
            case NbdProtocol.CMD_FLUSH -> flush();
            case NbdProtocol.CMD_TRIM -> trim();
            case NbdProtocol.CMD_CACHE -> cache();
            case NbdProtocol.CMD_WRITE_ZEROES -> zero();
            case NbdProtocol.CMD_BLOCK_STATUS -> blockStatus();
            default -> throw invalid("unknown command " + request.command);
        }
    }

    private void read() throws IOException {
        check(false, true, NbdProtocol.CMD_FLAG_DF);
        int length = (int) request.length;
        if (structured && length == 0) {
            replies.nothing(request.cookie);
        } else if (length <= Replies.PIECE_BYTES && !alone()) {
            if (!replies.now(export, request.cookie, request.offset, length)) {
                cold.add(request.cookie, request.offset, length);
            }
        } else if (!structured || request.has(NbdProtocol.CMD_FLAG_DF)) {
            replies.whole(export, request.cookie, request.offset, length);
        } else {
            for (int done = 0; done < length; done += Replies.PIECE_BYTES) {
                int part = Math.min(length - done, Replies.PIECE_BYTES);
                boolean last = done + part == length;
                replies.piece(export, request.cookie, request.offset + done, part, last);
            }
        }
    }

    /** Whether no other request is known of, so that nobody suffers from waiting. */
    private boolean alone() {
        return input.available() == 0 && cold.none() && replies.none();
    }

    private void flush() throws IOException {
        replies.send();
        export.flush();
        replies.done(request.cookie);
    }

    private void trim() throws IOException {
        check(true, false, 0);
        export.trim(request.offset, request.length, fua());
        replies.done(request.cookie);
    }

    private void cache() throws IOException {
        check(false, false, 0);
        export.cache(request.offset, request.length);
        replies.done(request.cookie);
    }

    private void zero() throws IOException {
        check(true, false, NbdProtocol.CMD_FLAG_NO_HOLE);
        boolean noHole = request.has(NbdProtocol.CMD_FLAG_NO_HOLE);
        export.zero(request.offset, request.length, fua(), noHole);
        replies.done(request.cookie);
    }

    private void blockStatus() throws IOException {
        if (!allocation) {
            throw invalid("base:allocation was not negotiated");
        }
        if (request.length == 0) {
            throw invalid("block status of nothing");
        }
        check(false, false, NbdProtocol.CMD_FLAG_REQ_ONE);
        int most = request.has(NbdProtocol.CMD_FLAG_REQ_ONE) ? 1 : MAXIMUM_EXTENTS;
        replies.extents(request.cookie, export.blockStatus(request.offset, request.length, most));
    }

    private void check(boolean changes, boolean payload, int flags) throws NbdException {
        Refusal refusal = rules.check(request, changes, payload, flags);
        if (refusal != null) {
            throw new NbdException(refusal.error(), refusal.message());
        }
    }

    private boolean fua() {
        return request.has(NbdProtocol.CMD_FLAG_FUA);
    }

    private static NbdException invalid(String message) {
        return new NbdException(NbdError.EINVAL, message);
    }
}
