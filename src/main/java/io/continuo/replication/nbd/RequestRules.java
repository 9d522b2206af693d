package io.continuo.replication.nbd;

import io.continuo.client.nbd.NbdError;
import io.continuo.client.nbd.NbdProtocol;

/** What a request must keep to before the export sees it (NBD protocol, "Request types"). */
final class RequestRules {
    private final long size;
    private final boolean readOnly;
    private final BlockSizes blocks;

    RequestRules(NbdExport export) {
        this.size = export.size();
        this.readOnly = export.readOnly();
        this.blocks = export.blockSizes();
    }

    /**
     * Checks a request for a range.
     *
     * @param changes whether it writes
     * @param payload whether its length is that of data on the wire
     * @param flags what it may carry besides FUA, which is legal, if meaningless, everywhere
     * @return nothing (null) if all is well
     */
    Refusal check(Request request, boolean changes, boolean payload, int flags) {
        if ((request.flags & ~(flags | NbdProtocol.CMD_FLAG_FUA)) != 0) {
            return invalid("flags 0x" + Integer.toHexString(request.flags) + " make no sense");
        }
        if (changes && readOnly) {
            return new Refusal(NbdError.EPERM, "this export is read-only");
        }
        if (!request.within(size)) {
            NbdError error = changes ? NbdError.ENOSPC : NbdError.EINVAL;
            return new Refusal(error, "beyond the end: the disk has " + size + " bytes");
        }
        if (payload && request.length > blocks.maximum()) {
            return invalid("more than " + blocks.maximum() + " bytes in one request");
        }
        if (blocks.minimum() > 1 && !aligned(request)) {
            return invalid("not a multiple of " + blocks.minimum() + " bytes");
        }
        return null;
    }

    private boolean aligned(Request request) {
        return request.offset % blocks.minimum() == 0 && request.length % blocks.minimum() == 0;
    }

    private static Refusal invalid(String message) {
        return new Refusal(NbdError.EINVAL, message);
    }
}
