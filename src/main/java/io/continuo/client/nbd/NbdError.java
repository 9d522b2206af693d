package io.continuo.client.nbd;

/**
 * Errors a server may put in a reply.
 *
 * <p>Source: NBD protocol specification, "Error values". Anything a peer sends that is not listed
 * here reads as {@link #EINVAL}, as the specification asks.
 */
public enum NbdError {
    /** The export is read-only, or the operation is not permitted. */
    EPERM(1),
    /** The disk behind the export failed. */
    EIO(5),
    ENOMEM(12),
    /** The request makes no sense: beyond the end when reading, unknown flag, unknown command. */
    EINVAL(22),
    /** No room: beyond the end when writing, or the disk's own storage is full. */
    ENOSPC(28),
    /** Too long to be answered in one piece, as the client asked. */
    EOVERFLOW(75),
    /** Not supported here, or not fast although the client wanted it only if fast. */
    ENOTSUP(95),
    /** The server is going away. */
    ESHUTDOWN(108);

    private final int code;

    NbdError(int code) {
        this.code = code;
    }

    /** The number on the wire. */
    public int code() {
        return code;
    }

    /** The error of a number received; unknown numbers are {@link #EINVAL}. */
    public static NbdError of(int code) {
        for (NbdError error : values()) {
            if (error.code == code) {
                return error;
            }
        }
        return EINVAL;
    }
}
