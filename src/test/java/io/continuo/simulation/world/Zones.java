package io.continuo.simulation.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Where on the disks guests write: few places, some hot, one at a disk's odd end. */
final class Zones {
    /** 32 regions, and a disk that ends within a leaf and a region. */
    static final long[] DISKS = {32L << 20, (2L << 20) + (40 << 10) + 512};

    /** A part of a disk, in blocks. */
    record Range(int disk, int first, int count) {
        long offset() {
            return (long) first * History.BLOCK;
        }

        int length() {
            return count * History.BLOCK;
        }
    }

    private final List<Range> all = new ArrayList<>();
    private final List<Range> hot = new ArrayList<>();

    /**
     * @param width blocks of each place, at most
     */
    Zones(Random random, int width) {
        int blocks = (int) (DISKS[0] / History.BLOCK);
        add(width, new Range(0, 0, 400));
        add(width, new Range(0, 2048 - 100, 300));
        add(width, new Range(0, 4096 + random.nextInt(4096), 200));
        add(width, new Range(0, blocks - 2048 + random.nextInt(1800), 200));
        int small = (int) (DISKS[1] / History.BLOCK);
        add(width, new Range(1, 100, 200));
        add(width, new Range(1, small - 160, 160));
        hot.addAll(all);
    }

    private void add(int width, Range place) {
        all.add(new Range(place.disk(), place.first(), Math.min(place.count(), width)));
    }

    List<Range> all() {
        return all;
    }

    /** From now on other places are hot. */
    void change(Random random) {
        hot.clear();
        for (Range zone : all) {
            if (random.nextInt(3) == 0) {
                hot.add(zone);
            }
        }
        if (hot.isEmpty()) {
            hot.add(all.get(random.nextInt(all.size())));
        }
    }

    /** From now on another place is hot, and only that. */
    void moveOn(Random random) {
        List<Range> others = new ArrayList<>(all);
        others.removeAll(hot.size() == 1 ? hot : List.of());
        hot.clear();
        hot.add(others.get(random.nextInt(others.size())));
    }

    Range pick(Random random) {
        Range zone = hot.get(random.nextInt(hot.size()));
        int most = random.nextInt(8) == 0 ? 128 : 16;
        int count = 1 + random.nextInt(Math.min(most, zone.count()));
        return new Range(
                zone.disk(), zone.first() + random.nextInt(zone.count() - count + 1), count);
    }
}
