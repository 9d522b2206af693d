package io.continuo.api.machine;

/**
 * How far long work is.
 *
 * @param doneBytes done so far
 * @param totalBytes of the whole, as known now
 * @param bytesPerSecond rate over the last seconds; 0 while not known
 */
public record Progress(long doneBytes, long totalBytes, long bytesPerSecond) {
    /** Share done, 0 to 1; 0 where the whole is not known. */
    public double fraction() {
        return totalBytes <= 0 ? 0 : Math.min(1, (double) doneBytes / totalBytes);
    }
}
