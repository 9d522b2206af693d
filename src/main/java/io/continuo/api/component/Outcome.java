package io.continuo.api.component;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

import io.continuo.api.error.Problem;
import io.continuo.api.machine.DiskFacts;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.ResyncView;
import io.continuo.api.machine.ViewDisk;

import java.util.List;
import java.util.Map;

/** How an order ended. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Outcome.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = Outcome.DisksChecked.class, name = "disks-checked"),
    @JsonSubTypes.Type(value = Outcome.CaptureStarted.class, name = "capture-started"),
    @JsonSubTypes.Type(value = Outcome.PointMade.class, name = "point-made"),
    @JsonSubTypes.Type(value = Outcome.GroupMarked.class, name = "group-marked"),
    @JsonSubTypes.Type(value = Outcome.ViewOpened.class, name = "view-opened"),
    @JsonSubTypes.Type(value = Outcome.Exported.class, name = "exported"),
    @JsonSubTypes.Type(value = Outcome.ResyncStarted.class, name = "resync-started")
})
public sealed interface Outcome {
    record Done() implements Outcome {}

    record Refused(Problem problem) implements Outcome {}

    record DisksChecked(List<DiskFacts> disks) implements Outcome {}

    /** NBD URIs in the order of the machine's disks. */
    record CaptureStarted(List<String> nbdUris) implements Outcome {}

    record PointMade(PointView point) implements Outcome {}

    /** Each member's point, by machine id. */
    record GroupMarked(Map<String, PointView> points) implements Outcome {}

    record ViewOpened(PointView point, List<ViewDisk> disks) implements Outcome {}

    /** What it is about to cost, as far as known. */
    record ResyncStarted(ResyncView resync) implements Outcome {}

    record Exported(PointView point, List<String> files) implements Outcome {}
}
