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
import java.util.Optional;

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
    @JsonSubTypes.Type(value = Outcome.HandedOver.class, name = "handed-over"),
    @JsonSubTypes.Type(value = Outcome.Exported.class, name = "exported"),
    @JsonSubTypes.Type(value = Outcome.ResyncStarted.class, name = "resync-started"),
    @JsonSubTypes.Type(value = Outcome.MachineStarted.class, name = "machine-started"),
    @JsonSubTypes.Type(value = Outcome.MachineStopped.class, name = "machine-stopped"),
    @JsonSubTypes.Type(value = Outcome.MachineSeen.class, name = "machine-seen")
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

    /** Where the images are now, in the order of the disks. */
    record HandedOver(List<String> paths) implements Outcome {}

    record Exported(PointView point, List<String> files) implements Outcome {}

    /** It runs, as far as its boot was watched. */
    record MachineStarted(MachineRunView run) implements Outcome {}

    /**
     * It runs no more.
     *
     * @param how {@link #ALREADY_OFF}, {@link #GRACEFUL} or {@link #FORCED}
     */
    record MachineStopped(String how) implements Outcome {
        public static final String ALREADY_OFF = "ALREADY_OFF";
        public static final String GRACEFUL = "GRACEFUL";
        public static final String FORCED = "FORCED";
    }

    /**
     * A look at a machine.
     *
     * @param screenshotPngBase64 its display as a PNG in base 64; empty where it runs no more
     * @param serialTail the end of what it wrote to its serial line
     */
    record MachineSeen(MachineRunView run, Optional<String> screenshotPngBase64, String serialTail)
            implements Outcome {}
}
