package io.continuo.replication.target;

import java.io.IOException;

/** Whether something failed for want of room. Java says so only in words. */
final class FullDisk {
    private FullDisk() {}

    static boolean is(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof IOException
                    && e.getMessage() != null
                    && (e.getMessage().contains("No space left")
                            || e.getMessage().contains("Disk quota exceeded")
                            || e.getMessage().contains("not enough space"))) {
                return true;
            }
        }
        return false;
    }
}
