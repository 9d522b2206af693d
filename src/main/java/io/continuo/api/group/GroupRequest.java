package io.continuo.api.group;

import java.util.List;

/**
 * Make or change a consistency group.
 *
 * @param machines names or ids, 2 to 16; a machine is in one group at most
 */
public record GroupRequest(String name, List<String> machines) {
    /** A group of one is none. */
    public static final int FEWEST = 2;

    /** All members are held at once (DOMAIN.md: recovery points). */
    public static final int MOST = 16;
}
