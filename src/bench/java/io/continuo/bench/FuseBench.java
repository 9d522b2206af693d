package io.continuo.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Our block device beside that of {@code nbdfuse} with {@code nbdkit file}, by fio on both loop
 * devices: the same way through the kernel, ours in Java and theirs in C. Needs root.
 *
 * <p>Takes the arguments of {@link NbdBench}; {@code ours=fuse,fuse-protected} measures the whole
 * of Continuo as well.
 */
public final class FuseBench {
    private static final List<String> DEFAULTS =
            List.of("ours=fuse", "peers=nbdfuse", "cases=0,1,4,5,6");

    private FuseBench() {}

    public static void main(String[] args) throws IOException {
        NbdBench.main(Stream.concat(Stream.of(args), DEFAULTS.stream()).toArray(String[]::new));
    }
}
