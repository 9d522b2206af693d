package io.continuo.replication.target;

import io.continuo.api.component.DiskSpec;
import io.continuo.api.component.ReplicaSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every set of disks a machine had since its protection began, oldest first. A disk keeps its
 * index, no index is used twice, and none becomes smaller: one image a disk serves them all.
 *
 * @param all at least one
 */
record Layouts(List<Layout> all) {
    /** The disks of one layout; its number is that of {@link ReplicaSpec#layout}. */
    record Layout(int number, List<DiskSpec> disks) {}

    /** Of a machine that begins. */
    static Layouts first(ReplicaSpec spec) {
        return new Layouts(List.of(new Layout(spec.layout(), spec.disks())));
    }

    Layout newest() {
        return all.getLast();
    }

    /**
     * The disks as the journal numbers them.
     *
     * @param number 0 for the first
     */
    List<DiskSpec> disks(int number) {
        return all.stream()
                .filter(layout -> layout.number() <= number)
                .reduce((older, newer) -> newer)
                .orElse(all.getFirst())
                .disks();
    }

    /** Whether this is what is known already; a former layout is no news either. */
    boolean holds(ReplicaSpec spec) {
        return all.stream()
                .filter(layout -> layout.number() == spec.layout())
                .anyMatch(layout -> sizes(layout).equals(sizes(spec)));
    }

    /** Whether these disks can follow, or be taken instead of the newest no point is of yet. */
    boolean takes(ReplicaSpec spec) {
        List<Long> sizes = sizes();
        boolean later = spec.layout() > newest().number();
        boolean instead = spec.layout() == newest().number() && all.size() > 1;
        return (later || instead)
                && spec.disks().stream()
                        .allMatch(disk ->
                                disk.index() >= sizes.size()
                                        || disk.sizeBytes() >= sizes.get(disk.index()));
    }

    /** With one more, in the place of one of the same number that no point is of. */
    Layouts with(ReplicaSpec spec) {
        return new Layouts(
                Stream.concat(
                                all.stream().filter(one -> one.number() < spec.layout()),
                                first(spec).all().stream())
                        .toList());
    }

    /** Bytes of each disk there ever was, by index. */
    List<Long> sizes() {
        List<Long> sizes = new ArrayList<>();
        for (Layout layout : all) {
            for (DiskSpec disk : layout.disks()) {
                while (sizes.size() <= disk.index()) {
                    sizes.add(0L);
                }
                sizes.set(disk.index(), Math.max(sizes.get(disk.index()), disk.sizeBytes()));
            }
        }
        return sizes;
    }

    private static List<Object> sizes(Layout layout) {
        return layout.disks().stream()
                .<Object>map(disk -> List.of(disk.index(), disk.sizeBytes()))
                .toList();
    }

    private static List<Object> sizes(ReplicaSpec spec) {
        return sizes(first(spec).newest());
    }
}
