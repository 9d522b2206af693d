package io.continuo.console.topology;

/**
 * What part of the map is seen: map coordinates × zoom + pan = view coordinates.
 *
 * @param zoom 1 for 100 %
 * @param panX and {@code panY}: where the map's origin stands in the view
 */
record Viewport(double zoom, double panX, double panY) {
    static final double LEAST = 0.25;
    static final double MOST = 2;

    /** The stops of the + and − buttons. */
    private static final double[] STOPS = {
        0.25, 0.33, 0.5, 0.67, 0.8, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2
    };

    static final Viewport WHOLE = new Viewport(1, 0, 0);

    /** Zooms while the map under a point of the view stays under it. */
    Viewport zoomedAt(double newZoom, double x, double y) {
        double to = Math.clamp(newZoom, LEAST, MOST);
        double factor = to / zoom;
        return new Viewport(to, x - (x - panX) * factor, y - (y - panY) * factor);
    }

    double nextStop() {
        for (double stop : STOPS) {
            if (stop > zoom + 0.005) {
                return stop;
            }
        }
        return MOST;
    }

    double previousStop() {
        for (int i = STOPS.length - 1; i >= 0; i--) {
            if (STOPS[i] < zoom - 0.005) {
                return STOPS[i];
            }
        }
        return LEAST;
    }

    Viewport panned(double dx, double dy) {
        return new Viewport(zoom, panX + dx, panY + dy);
    }

    /** Keeps the map in the view: it never leaves it entirely, and is centred where it fits. */
    Viewport kept(double mapWidth, double mapHeight, double width, double height) {
        return new Viewport(
                zoom, kept(panX, mapWidth * zoom, width), kept(panY, mapHeight * zoom, height));
    }

    private static double kept(double pan, double map, double view) {
        if (map <= view + 1) {
            return Math.round((view - map) / 2);
        }
        return Math.round(Math.clamp(pan, view - map, 0));
    }

    /** Pans as little as needed to show an area. */
    Viewport showing(Area area, double width, double height) {
        return new Viewport(
                zoom,
                shown(panX, area.x() * zoom, area.right() * zoom, width),
                shown(panY, area.y() * zoom, area.bottom() * zoom, height));
    }

    private static double shown(double pan, double from, double to, double view) {
        double margin = 16;
        if (from + pan < margin) {
            return margin - from;
        }
        if (to + pan > view - margin) {
            return view - margin - to;
        }
        return pan;
    }

    /** The seen part, in map coordinates. */
    Area seen(double width, double height) {
        return new Area(-panX / zoom, -panY / zoom, width / zoom, height / zoom);
    }

    int percent() {
        return (int) Math.round(zoom * 100);
    }
}
