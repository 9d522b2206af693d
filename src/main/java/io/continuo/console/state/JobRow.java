package io.continuo.console.state;

import io.continuo.api.job.JobView;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** One job, the same object for as long as it is known. UI thread only. */
public final class JobRow {
    private final ReadOnlyObjectWrapper<JobView> view;

    JobRow(JobView first) {
        view = new ReadOnlyObjectWrapper<>(first);
    }

    void update(JobView newView) {
        view.set(newView);
    }

    public String id() {
        return view.get().id();
    }

    public ReadOnlyObjectProperty<JobView> viewProperty() {
        return view.getReadOnlyProperty();
    }

    public JobView view() {
        return view.get();
    }
}
