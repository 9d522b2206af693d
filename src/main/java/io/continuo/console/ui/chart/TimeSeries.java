package io.continuo.console.ui.chart;

import java.util.Arrays;

/**
 * Samples over time in a ring of primitives, oldest first; the oldest fall out when it is full. A
 * value that is not a number is a gap.
 *
 * <p>UI thread only.
 */
public final class TimeSeries {
    private static final int FIRST_ROOM = 32;

    private final int capacity;
    private long[] millis;
    private double[] values;
    private int first;
    private int size;
    private long version;

    /**
     * @param capacity how many samples it keeps
     */
    public TimeSeries(int capacity) {
        this.capacity = capacity;
        millis = new long[Math.min(FIRST_ROOM, capacity)];
        values = new double[millis.length];
    }

    /**
     * Adds a sample; one that is not newer than the newest replaces it if it is as old, else is
     * dropped.
     */
    public void add(long epochMillis, double value) {
        if (size > 0 && epochMillis <= newestMillis()) {
            if (epochMillis == newestMillis()) {
                values[index(size - 1)] = value;
                version++;
            }
            return;
        }
        if (size == millis.length && size < capacity) {
            grow();
        }
        if (size == millis.length) {
            first = (first + 1) % millis.length;
            size--;
        }
        int at = index(size);
        millis[at] = epochMillis;
        values[at] = value;
        size++;
        version++;
    }

    /** Only a full ring that starts at 0 grows: it has never dropped anything. */
    private void grow() {
        int room = Math.min(capacity, millis.length * 2);
        millis = Arrays.copyOf(millis, room);
        values = Arrays.copyOf(values, room);
    }

    public void clear() {
        size = 0;
        first = 0;
        version++;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public long millisAt(int i) {
        return millis[index(i)];
    }

    public double valueAt(int i) {
        return values[index(i)];
    }

    public long newestMillis() {
        return millisAt(size - 1);
    }

    public double newestValue() {
        return size == 0 ? Double.NaN : valueAt(size - 1);
    }

    /** Changes with every change; lets a chart skip drawing what it has drawn. */
    public long version() {
        return version;
    }

    /** The largest value since a moment; NaN if there is none. */
    public double maxSince(long epochMillis) {
        double max = Double.NaN;
        for (int i = size - 1; i >= 0 && millisAt(i) >= epochMillis; i--) {
            double value = valueAt(i);
            if (!Double.isNaN(value) && !(value <= max)) {
                max = value;
            }
        }
        return max;
    }

    /**
     * The slope by least squares over the time since a moment, per second; NaN with fewer than
     * three values.
     */
    public double slopeSince(long epochMillis) {
        int n = 0;
        double sumT = 0;
        double sumV = 0;
        double sumTt = 0;
        double sumTv = 0;
        for (int i = size - 1; i >= 0 && millisAt(i) >= epochMillis; i--) {
            double value = valueAt(i);
            if (Double.isNaN(value)) {
                continue;
            }
            double t = (millisAt(i) - epochMillis) / 1000.0;
            n++;
            sumT += t;
            sumV += value;
            sumTt += t * t;
            sumTv += t * value;
        }
        double spread = n * sumTt - sumT * sumT;
        return n < 3 || spread == 0 ? Double.NaN : (n * sumTv - sumT * sumV) / spread;
    }

    private int index(int i) {
        return (first + i) % millis.length;
    }
}
