package io.continuo.api.machine;

/**
 * Write every disk of a point as an image file.
 *
 * @param point an id, or {@code latest}
 * @param directory absolute path on the master target; made if missing
 */
public record ExportRequest(String point, String directory, ExportFormat format) {}
