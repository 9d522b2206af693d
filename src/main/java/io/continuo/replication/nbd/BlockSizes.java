package io.continuo.replication.nbd;

/**
 * What an export tells its clients about request sizes, in bytes (NBD protocol, "Block size
 * constraints").
 *
 * @param minimum offsets and lengths must be multiples of it
 * @param preferred requests of this size and alignment are handled best
 * @param maximum longest payload of a read or write
 */
public record BlockSizes(int minimum, int preferred, int maximum) {
    /** Any byte, best in pages, at most 32 MiB: what every client manages without being told. */
    public static final BlockSizes DEFAULT = new BlockSizes(1, 4096, 32 << 20);

    public BlockSizes {
        if (minimum < 1 || preferred < minimum || maximum < preferred) {
            throw new IllegalArgumentException(
                    "block sizes must grow: " + minimum + ", " + preferred + ", " + maximum);
        }
    }
}
