package io.continuo.client.nbd;

/**
 * Numbers of the NBD protocol, shared by client and server.
 *
 * <p>Source: the NBD protocol specification (proto.md of NetworkBlockDevice), sections "Values" and
 * "Option haggling". Names follow it without their {@code NBD_} prefix.
 */
public final class NbdProtocol {
    /** Port registered for NBD. */
    public static final int DEFAULT_PORT = 10809;

    /** The largest payload a client may send unless the server says otherwise. */
    public static final int DEFAULT_MAXIMUM_PAYLOAD = 32 << 20;

    /** Most bytes of a string, so also of an export name. */
    public static final int MAXIMUM_STRING = 4096;

    public static final long MAGIC = 0x4e42444d41474943L; // "NBDMAGIC"
    public static final long OPTION_MAGIC = 0x49484156454F5054L; // "IHAVEOPT"
    public static final long OPTION_REPLY_MAGIC = 0x3e889045565a9L;
    public static final int REQUEST_MAGIC = 0x25609513;
    public static final int SIMPLE_REPLY_MAGIC = 0x67446698;
    public static final int STRUCTURED_REPLY_MAGIC = 0x668e33ef;

    public static final int REQUEST_BYTES = 28;
    public static final int SIMPLE_REPLY_BYTES = 16;
    public static final int STRUCTURED_REPLY_BYTES = 20;

    public static final int FLAG_FIXED_NEWSTYLE = 1;
    public static final int FLAG_NO_ZEROES = 1 << 1;

    public static final int OPT_EXPORT_NAME = 1;
    public static final int OPT_ABORT = 2;
    public static final int OPT_LIST = 3;
    public static final int OPT_INFO = 6;
    public static final int OPT_GO = 7;
    public static final int OPT_STRUCTURED_REPLY = 8;
    public static final int OPT_LIST_META_CONTEXT = 9;
    public static final int OPT_SET_META_CONTEXT = 10;

    public static final int REP_ACK = 1;
    public static final int REP_SERVER = 2;
    public static final int REP_INFO = 3;
    public static final int REP_META_CONTEXT = 4;
    public static final int REP_ERROR = 1 << 31;
    public static final int REP_ERR_UNSUP = REP_ERROR | 1;
    public static final int REP_ERR_INVALID = REP_ERROR | 3;
    public static final int REP_ERR_UNKNOWN = REP_ERROR | 6;
    public static final int REP_ERR_SHUTDOWN = REP_ERROR | 7;
    public static final int REP_ERR_TOO_BIG = REP_ERROR | 9;

    public static final int INFO_EXPORT = 0;
    public static final int INFO_NAME = 1;
    public static final int INFO_DESCRIPTION = 2;
    public static final int INFO_BLOCK_SIZE = 3;

    public static final int HAS_FLAGS = 1;
    public static final int READ_ONLY = 1 << 1;
    public static final int SEND_FLUSH = 1 << 2;
    public static final int SEND_FUA = 1 << 3;
    public static final int SEND_TRIM = 1 << 5;
    public static final int SEND_WRITE_ZEROES = 1 << 6;
    public static final int SEND_DF = 1 << 7;
    public static final int CAN_MULTI_CONN = 1 << 8;
    public static final int SEND_CACHE = 1 << 10;

    public static final int CMD_READ = 0;
    public static final int CMD_WRITE = 1;
    public static final int CMD_DISC = 2;
    public static final int CMD_FLUSH = 3;
    public static final int CMD_TRIM = 4;
    public static final int CMD_CACHE = 5;
    public static final int CMD_WRITE_ZEROES = 6;
    public static final int CMD_BLOCK_STATUS = 7;

    public static final int CMD_FLAG_FUA = 1;
    public static final int CMD_FLAG_NO_HOLE = 1 << 1;
    public static final int CMD_FLAG_DF = 1 << 2;
    public static final int CMD_FLAG_REQ_ONE = 1 << 3;

    public static final int REPLY_FLAG_DONE = 1;
    public static final int REPLY_NONE = 0;
    public static final int REPLY_OFFSET_DATA = 1;
    public static final int REPLY_OFFSET_HOLE = 2;
    public static final int REPLY_BLOCK_STATUS = 5;
    public static final int REPLY_ERROR = 1 << 15 | 1;

    /** The metadata context that tells holes and zeros. */
    public static final String BASE_ALLOCATION = "base:allocation";

    public static final int STATE_HOLE = 1;
    public static final int STATE_ZERO = 1 << 1;

    private NbdProtocol() {}

    /** A structured reply of this type reports an error. */
    public static boolean isErrorReply(int type) {
        return (type & 1 << 15) != 0;
    }
}
