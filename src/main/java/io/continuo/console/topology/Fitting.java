package io.continuo.console.topology;

/** Finds the largest zoom at which the whole map is seen, laying it out anew for each width. */
final class Fitting {
    /** Below this the words cannot be read; the rest is panned to. */
    private static final double LEAST = 0.5;

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
     */
    static Fit fit(Estate estate, double width, double height, double scale) {
        double most = Math.clamp(width / COMFORTABLE, scale, MOST * scale);
        double zoom = most;
        while (true) {
            Arrangement map =
                    TopologyLayout.arrange(
                            estate, Math.floor(width / zoom), Math.floor(height / zoom));
            boolean fits = map.height() * zoom <= height + 1 && map.width() * zoom <= width + 1;
            if (fits || zoom <= LEAST * scale) {
                return new Fit(zoom, map);
            }
            zoom = Math.max(LEAST * scale, Math.round((zoom - STEP * scale) * 100) / 100.0);
        }
    }
}
