package io.continuo.console.topology;

/** Finds the largest zoom at which the whole map is seen, laying it out anew for each width. */
final class Fitting {
    /**
     * Below this the words are hard to read; a larger map is then panned, unless asked for whole.
     */
    static final double LEGIBLE = 0.65;

    private static final double MOST = 1.5;
    private static final double STEP = 0.05;

    /** From this width on the map grows with the window instead of getting airier. */
    private static final double COMFORTABLE = 1360;

    private Fitting() {}

    /**
     * @param arrangement the map laid out for the zoom
     */
    record Fit(double zoom, Arrangement arrangement) {}

    /**
     * @param scale the text scale, 1 for 100 %
     * @param least the smallest zoom to try; if the map does not fit at it, the largest zoom at
     *     which its width does
     */
    static Fit fit(Estate estate, double width, double height, double scale, double least) {
        double most = Math.clamp(width / COMFORTABLE, scale, MOST * scale);
        double zoom = most;
        Fit widest = null;
        while (zoom > least * scale - 0.001) {
            Arrangement map =
                    TopologyLayout.arrange(
                            estate, Math.floor(width / zoom), Math.floor(height / zoom));
            if (map.width() * zoom <= width + 1) {
                if (map.height() * zoom <= height + 1) {
                    return new Fit(zoom, map);
                }
                widest = widest == null ? new Fit(zoom, map) : widest;
            }
            zoom = Math.round((zoom - STEP * scale) * 1000) / 1000.0;
        }
        return widest != null
                ? widest
                : new Fit(
                        least * scale,
                        TopologyLayout.arrange(
                                estate,
                                Math.floor(width / least / scale),
                                Math.floor(height / least / scale)));
    }
}
