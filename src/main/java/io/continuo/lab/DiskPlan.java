package io.continuo.lab;

/**
 * A disk of the sample site and how its guest uses it.
 *
 * @param index 0-based place in its machine
 * @param fileName of the raw image, in the site's directory
 * @param sizeBytes of the disk
 * @param slotBytes each record fills one slot of this size
 * @param usedSlots records go to the first so many slots; the rest stays zero
 * @param filledSlots the first so many slots hold records before protection starts
 * @param bootBytes before the first slot: room for what the machine runs when it is started; 0 for
 *     a disk nothing starts from
 */
record DiskPlan(
        int index,
        String fileName,
        long sizeBytes,
        int slotBytes,
        int usedSlots,
        int filledSlots,
        int bootBytes) {
    /** Nothing starts from it. */
    DiskPlan(
            int index,
            String fileName,
            long sizeBytes,
            int slotBytes,
            int usedSlots,
            int filledSlots) {
        this(index, fileName, sizeBytes, slotBytes, usedSlots, filledSlots, 0);
    }

    DiskPlan withoutBoot() {
        return new DiskPlan(index, fileName, sizeBytes, slotBytes, usedSlots, filledSlots);
    }

    long offset(int slot) {
        return bootBytes + (long) slot * slotBytes;
    }

    /** All slots, used or not. */
    int slots() {
        return (int) ((sizeBytes - bootBytes) / slotBytes);
    }
}
