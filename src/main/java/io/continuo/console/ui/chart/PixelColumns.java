package io.continuo.console.ui.chart;

import java.util.Arrays;

/**
 * A time series reduced to one minimum and maximum per pixel column, so that drawing costs by width
 * and not by samples, and no peak is lost.
 */
final class PixelColumns {
    private final double[] least;
    private final double[] most;
    private final double[] last;

    /**
     * @param width number of columns
     */
    PixelColumns(TimeSeries series, long fromMillis, long toMillis, int width) {
        least = new double[width];
        most = new double[width];
        last = new double[width];
        Arrays.fill(least, Double.NaN);
        Arrays.fill(most, Double.NaN);
        Arrays.fill(last, Double.NaN);
        double perMilli = (width - 1) / (double) Math.max(1, toMillis - fromMillis);
        for (int i = 0; i < series.size(); i++) {
            long time = series.millisAt(i);
            if (time < fromMillis || time > toMillis) {
                continue;
            }
            add((int) Math.round((time - fromMillis) * perMilli), series.valueAt(i));
        }
    }

    private void add(int column, double value) {
        if (Double.isNaN(value)) {
            return;
        }
        if (!(least[column] <= value)) {
            least[column] = value;
        }
        if (!(most[column] >= value)) {
            most[column] = value;
        }
        last[column] = value;
    }

    int width() {
        return least.length;
    }

    boolean has(int column) {
        return !Double.isNaN(last[column]);
    }

    double least(int column) {
        return least[column];
    }

    double most(int column) {
        return most[column];
    }

    double last(int column) {
        return last[column];
    }
}
