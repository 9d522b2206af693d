package io.continuo.server.store;

import com.zaxxer.hikari.SQLExceptionOverride;

import org.h2.api.ErrorCode;

import java.sql.SQLException;
import java.util.Set;

/**
 * H2 closes a database when it cannot write, for instance because the disk is full. Its connections
 * are of no use then; a new one opens the file again, once that works.
 */
public final class ClosedDatabase implements SQLExceptionOverride {
    private static final Set<Integer> CLOSED =
            Set.of(
                    ErrorCode.DATABASE_IS_CLOSED,
                    ErrorCode.GENERAL_ERROR_1,
                    ErrorCode.OBJECT_CLOSED,
                    ErrorCode.IO_EXCEPTION_1,
                    ErrorCode.IO_EXCEPTION_2);

    @java.lang.Override
    public Override adjudicate(SQLException e) {
        return CLOSED.contains(e.getErrorCode()) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
