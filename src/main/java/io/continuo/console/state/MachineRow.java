package io.continuo.console.state;

import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.MachineView;
import io.continuo.api.machine.RoleState;
import io.continuo.console.ui.States;
import io.continuo.console.ui.chart.TimeSeries;

import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

import java.time.Duration;
import java.util.Comparator;

/**
 * One machine, the same object for as long as the machine is known; its properties change in place,
 * so tables never replace rows. UI thread only.
 */
public final class MachineRow {
    /** RPO is kept this fine for sparklines; the server keeps it finer. */
    private static final long SAMPLE_MILLIS = 5_000;

    private static final int SAMPLES = (int) (Duration.ofMinutes(62).toMillis() / SAMPLE_MILLIS);

    /** Worst state first, then RPO as a share of its limit, then by name. */
    public static final Comparator<MachineRow> WORST_FIRST =
            Comparator.comparingInt((MachineRow row) -> States.urgency(row.health()))
                    .thenComparing(row -> Double.isNaN(row.share()) ? 0 : -row.share())
                    .thenComparing(MachineRow::name);

    private final String id;
    private final ReadOnlyObjectWrapper<MachineView> view = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Health> health =
            new ReadOnlyObjectWrapper<>(Health.UNKNOWN);
    private final ReadOnlyDoubleWrapper rpoSeconds = new ReadOnlyDoubleWrapper(Double.NaN);
    private final ReadOnlyDoubleWrapper rpoShare = new ReadOnlyDoubleWrapper(Double.NaN);
    private final ReadOnlyLongWrapper churn = new ReadOnlyLongWrapper();
    private final ReadOnlyLongWrapper waiting = new ReadOnlyLongWrapper();
    private final ReadOnlyObjectWrapper<DataState> dataState = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<RoleState> roleState = new ReadOnlyObjectWrapper<>();
    private final TimeSeries rpo = new TimeSeries(SAMPLES);

    MachineRow(MachineView first) {
        id = first.id();
    }

    void update(MachineView newView, long epochMillis) {
        view.set(newView);
        name.set(newView.name());
        health.set(newView.health());
        double seconds = newView.rpoSeconds().orElse(Double.NaN);
        rpoSeconds.set(seconds);
        rpoShare.set(seconds / newView.rpoLimitSeconds());
        churn.set(newView.churnBytesPerSecond());
        waiting.set(newView.waitingBytes());
        dataState.set(newView.dataState());
        roleState.set(newView.roleState());
        sample(epochMillis, seconds);
    }

    void sample(long epochMillis, double seconds) {
        rpo.add(epochMillis / SAMPLE_MILLIS * SAMPLE_MILLIS, seconds);
    }

    public String id() {
        return id;
    }

    /** All of it, as last told. */
    public ReadOnlyObjectProperty<MachineView> viewProperty() {
        return view.getReadOnlyProperty();
    }

    public MachineView view() {
        return view.get();
    }

    public ReadOnlyStringProperty nameProperty() {
        return name.getReadOnlyProperty();
    }

    public String name() {
        return name.get();
    }

    public ReadOnlyObjectProperty<Health> healthProperty() {
        return health.getReadOnlyProperty();
    }

    public Health health() {
        return health.get();
    }

    /** RPO now in seconds; NaN while there is no durable moment yet. */
    public ReadOnlyDoubleProperty rpoSecondsProperty() {
        return rpoSeconds.getReadOnlyProperty();
    }

    /** RPO as a share of its limit; over 1 is over the limit; NaN as the RPO. */
    public ReadOnlyDoubleProperty rpoShareProperty() {
        return rpoShare.getReadOnlyProperty();
    }

    private double share() {
        return rpoShare.get();
    }

    /** Bytes written per second. */
    public ReadOnlyLongProperty churnProperty() {
        return churn.getReadOnlyProperty();
    }

    /** Bytes written and not yet durable at the target. */
    public ReadOnlyLongProperty waitingProperty() {
        return waiting.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<DataState> dataStateProperty() {
        return dataState.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<RoleState> roleStateProperty() {
        return roleState.getReadOnlyProperty();
    }

    /** RPO of the last hour in seconds, every 5 s, by this console's clock. */
    public TimeSeries rpoSeries() {
        return rpo;
    }
}
