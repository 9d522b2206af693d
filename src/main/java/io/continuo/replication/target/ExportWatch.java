package io.continuo.replication.target;

/** Who watches an export. */
public interface ExportWatch {
    /**
     * @param doneBytes of data written
     * @param totalBytes of data in all disks of the machine; holes count nothing
     */
    void progress(long doneBytes, long totalBytes);

    /** Asked often; true ends the export, which then leaves nothing behind. */
    boolean cancelled();
}
