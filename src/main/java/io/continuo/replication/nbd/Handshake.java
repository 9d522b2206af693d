package io.continuo.replication.nbd;

import io.continuo.client.nbd.NbdProtocol;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * The server's side of the negotiation: fixed newstyle, no TLS.
 *
 * <p>Source: NBD protocol, "Protocol phases" and "Option types".
 */
final class Handshake {
    private final HandshakeWire wire;
    private final ExportTable exports;
    private boolean zeroes;
    private boolean structured;
    private ServedExport allocationOf;

    Handshake(HandshakeWire wire, ExportTable exports) {
        this.wire = wire;
        this.exports = exports;
    }

    /** Negotiates; nothing if the client decided to leave. */
    Optional<Negotiated> run() throws IOException {
        greet();
        while (true) {
            HandshakeWire.Option option = wire.option();
            switch (option.type()) {
                case NbdProtocol.OPT_EXPORT_NAME -> {
                    return Optional.of(enterByName(option));
                }
                case NbdProtocol.OPT_GO -> {
                    Optional<ServedExport> chosen = describe(option);
                    if (chosen.isPresent()) {
                        return Optional.of(negotiated(chosen.get()));
                    }
                }
                case NbdProtocol.OPT_INFO -> describe(option);
                case NbdProtocol.OPT_ABORT -> {
                    wire.acknowledge(option);
                    return Optional.empty();
                }
                case NbdProtocol.OPT_LIST -> list(option);
                case NbdProtocol.OPT_STRUCTURED_REPLY -> structuredReplies(option);
                case NbdProtocol.OPT_LIST_META_CONTEXT -> metaContext(option, false);
                case NbdProtocol.OPT_SET_META_CONTEXT -> metaContext(option, true);
                default -> wire.refuse(option, NbdProtocol.REP_ERR_UNSUP, "not supported");
            }
        }
    }

    private void greet() throws IOException {
        int flags = NbdProtocol.FLAG_FIXED_NEWSTYLE | NbdProtocol.FLAG_NO_ZEROES;
        ByteBuffer hello = ByteBuffer.allocate(18);
        hello.putLong(NbdProtocol.MAGIC).putLong(NbdProtocol.OPTION_MAGIC);
        wire.send(hello.putShort((short) flags).flip());
        int answered = wire.receive(4).getInt();
        if ((answered & ~flags) != 0) {
            throw new Disconnect("it wants handshake flags we did not offer");
        }
        zeroes = (answered & NbdProtocol.FLAG_NO_ZEROES) == 0;
    }

    private Negotiated enterByName(HandshakeWire.Option option) throws IOException {
        ServedExport chosen =
                exports.find(HandshakeWire.text(option.data(), option.data().remaining()))
                        .orElseThrow(() -> new Disconnect("it asked for an unknown export"));
        ByteBuffer reply = ByteBuffer.allocate(zeroes ? 134 : 10);
        reply.putLong(chosen.export().size()).putShort((short) flags(chosen.export()));
        wire.send(reply.position(reply.limit()).flip());
        return negotiated(chosen);
    }

    private Optional<ServedExport> describe(HandshakeWire.Option option) throws IOException {
        ByteBuffer data = option.data();
        Optional<String> name = HandshakeWire.string(data);
        boolean wellFormed =
                name.isPresent()
                        && data.remaining() >= 2
                        && (data.getShort() & 0xffff) * 2 == data.remaining();
        if (!wellFormed) {
            wire.refuse(option, NbdProtocol.REP_ERR_INVALID, "malformed option");
            return Optional.empty();
        }
        Optional<ServedExport> found = exports.find(name.get());
        if (found.isEmpty()) {
            wire.refuse(option, NbdProtocol.REP_ERR_UNKNOWN, "no such export here");
            return found;
        }
        NbdExport export = found.get().export();
        wire.info(
                option,
                ByteBuffer.allocate(12)
                        .putShort((short) NbdProtocol.INFO_EXPORT)
                        .putLong(export.size())
                        .putShort((short) flags(export)));
        wire.info(option, HandshakeWire.labelled(NbdProtocol.INFO_NAME, export.name()));
        if (!export.description().isEmpty()) {
            wire.info(
                    option,
                    HandshakeWire.labelled(NbdProtocol.INFO_DESCRIPTION, export.description()));
        }
        BlockSizes blocks = export.blockSizes();
        wire.info(
                option,
                ByteBuffer.allocate(14)
                        .putShort((short) NbdProtocol.INFO_BLOCK_SIZE)
                        .putInt(blocks.minimum())
                        .putInt(blocks.preferred())
                        .putInt(blocks.maximum()));
        wire.acknowledge(option);
        return found;
    }

    private void list(HandshakeWire.Option option) throws IOException {
        if (option.data().hasRemaining()) {
            wire.refuse(option, NbdProtocol.REP_ERR_INVALID, "malformed option");
            return;
        }
        for (ServedExport served : exports.all()) {
            wire.listed(option, served.export().name(), served.export().description());
        }
        wire.acknowledge(option);
    }

    private void structuredReplies(HandshakeWire.Option option) throws IOException {
        if (option.data().hasRemaining()) {
            wire.refuse(option, NbdProtocol.REP_ERR_INVALID, "malformed option");
            return;
        }
        structured = true;
        wire.acknowledge(option);
    }

    private void metaContext(HandshakeWire.Option option, boolean set) throws IOException {
        Optional<String> name = HandshakeWire.string(option.data());
        Optional<List<String>> queries = HandshakeWire.strings(option.data());
        if (set) {
            allocationOf = null;
        }
        if (name.isEmpty() || queries.isEmpty() || !structured) {
            String why = structured ? "malformed option" : "ask for structured replies first";
            wire.refuse(option, NbdProtocol.REP_ERR_INVALID, why);
            return;
        }
        Optional<ServedExport> found = exports.find(name.get());
        if (found.isEmpty()) {
            wire.refuse(option, NbdProtocol.REP_ERR_UNKNOWN, "no such export here");
            return;
        }
        boolean wanted =
                set
                        ? queries.get().stream().anyMatch(MetaContext::selects)
                        : queries.get().isEmpty()
                                || queries.get().stream().anyMatch(MetaContext::lists);
        if (wanted) {
            wire.context(option, set ? MetaContext.ALLOCATION_ID : 0);
        }
        if (wanted && set) {
            allocationOf = found.get();
        }
        wire.acknowledge(option);
    }

    private Negotiated negotiated(ServedExport chosen) {
        return new Negotiated(chosen, structured, structured && chosen == allocationOf);
    }

    private int flags(NbdExport export) {
        int flags = NbdProtocol.HAS_FLAGS | NbdProtocol.SEND_FLUSH | NbdProtocol.SEND_CACHE;
        if (export.readOnly()) {
            flags |= NbdProtocol.READ_ONLY;
        } else {
            flags |= NbdProtocol.SEND_FUA | NbdProtocol.SEND_TRIM | NbdProtocol.SEND_WRITE_ZEROES;
        }
        if (structured) {
            flags |= NbdProtocol.SEND_DF;
        }
        if (export.multiConnection()) {
            flags |= NbdProtocol.CAN_MULTI_CONN;
        }
        return flags;
    }
}
