package io.continuo.console.topology;

/**
 * The columns of the map for a width: machines, process servers, the line, targets. What is wider
 * than needed is shared out up to a most, and what is still left becomes margin.
 */
record Columns(
        double laneLeft,
        double hosts,
        double hostsWidth,
        double process,
        double processWidth,
        double laneLeftEnd,
        double laneRight,
        double target,
        double targetWidth,
        double laneRightEnd) {
    /** The least width; TOKENS.md draws it so. */
    static final double LEAST = 912;

    static final double LANE_PADDING = 16;
    private static final double MARGIN = 24;
    private static final double HOSTS = 272;
    private static final double HOSTS_MORE = 264;
    private static final double FIRST_GAP = 56;
    private static final double FIRST_GAP_MORE = 40;
    private static final double PROCESS = 136;
    private static final double PROCESS_MORE = 40;
    private static final double LINE_GAP = 152;
    private static final double LINE_GAP_MORE = 136;
    private static final double TARGET = 192;
    private static final double TARGET_MORE = 48;
    private static final double BEHIND_PROCESS = 8;

    static Columns of(double width) {
        double extra = Math.max(0, width - LEAST);
        double hostsWidth = HOSTS + Math.min(HOSTS_MORE, Math.floor(extra * 0.46));
        double firstGap = FIRST_GAP + Math.min(FIRST_GAP_MORE, Math.floor(extra * 0.1));
        double processWidth = PROCESS + Math.min(PROCESS_MORE, Math.floor(extra * 0.1));
        double lineGap = LINE_GAP + Math.min(LINE_GAP_MORE, Math.floor(extra * 0.22));
        double targetWidth = TARGET + Math.min(TARGET_MORE, Math.floor(extra * 0.12));
        double used =
                MARGIN * 2
                        + LANE_PADDING * 3
                        + BEHIND_PROCESS
                        + hostsWidth
                        + firstGap
                        + processWidth
                        + lineGap
                        + targetWidth;
        double laneLeft = MARGIN + Math.floor(Math.max(0, width - used) / 2);
        double hosts = laneLeft + LANE_PADDING;
        double process = hosts + hostsWidth + firstGap;
        double laneLeftEnd = process + processWidth + BEHIND_PROCESS;
        double laneRight = laneLeftEnd + lineGap;
        double target = laneRight + LANE_PADDING;
        return new Columns(
                laneLeft,
                hosts,
                hostsWidth,
                process,
                processWidth,
                laneLeftEnd,
                laneRight,
                target,
                targetWidth,
                target + targetWidth + LANE_PADDING);
    }

    double hostsEnd() {
        return hosts + hostsWidth;
    }

    double processEnd() {
        return process + processWidth;
    }

    double lineCentre() {
        return (laneLeftEnd + laneRight) / 2;
    }

    double end() {
        return laneRightEnd + MARGIN;
    }
}
