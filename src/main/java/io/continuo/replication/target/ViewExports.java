package io.continuo.replication.target;

import io.continuo.replication.nbd.NbdExport;

import java.io.IOException;
import java.util.List;

/** Where opened recovery points are served. */
public interface ViewExports {
    /**
     * Serves these disks under their names until withdrawn. The same name gives the same URI again
     * after a restart.
     *
     * @param group names them as a whole for {@link #withdraw}
     * @return their NBD URIs, in the same order
     */
    List<String> register(String group, List<NbdExport> exports) throws IOException;

    /**
     * Serves them no longer; clients are cut, and on return no call into the exports is under way.
     * Unknown groups are none of its business.
     */
    void withdraw(String group);
}
