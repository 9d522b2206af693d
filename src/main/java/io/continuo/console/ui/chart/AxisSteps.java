package io.continuo.console.ui.chart;

/** Round numbers for axes. */
final class AxisSteps {
    private static final double[] SECONDS = {
        0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400,
        21_600, 43_200, 86_400, 172_800, 604_800
    };

    private AxisSteps() {}

    /** The least round step that is not under what is asked. */
    static double step(TimeSeriesChart.AxisScale scale, double atLeast) {
        return switch (scale) {
            case DECIMAL -> decimal(atLeast);
            case TIME -> time(atLeast);
        };
    }

    /**
     * @param most how many labels fit
     */
    static long timeStepMillis(long spanMillis, double most) {
        return Math.max(1000, (long) (time(spanMillis / 1000.0 / Math.max(1, most)) * 1000));
    }

    private static double time(double atLeast) {
        for (double step : SECONDS) {
            if (step >= atLeast) {
                return step;
            }
        }
        return SECONDS[SECONDS.length - 1] * Math.ceil(atLeast / SECONDS[SECONDS.length - 1]);
    }

    private static double decimal(double atLeast) {
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        for (double factor : new double[] {1, 2, 5, 10}) {
            if (factor * power >= atLeast * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
