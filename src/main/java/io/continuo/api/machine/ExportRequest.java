package io.continuo.api.machine;

/**
 * Write every disk of a point as an image file.
 *
 * @param point in the words of {@link PointChoice}
 * @param directory absolute path on the master target; made if missing
 */
public record ExportRequest(String point, String directory, ExportFormat format) {}
