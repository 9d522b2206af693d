package io.continuo.console.ui;

import io.continuo.api.event.Severity;
import io.continuo.api.job.JobKind;
import io.continuo.api.job.JobState;
import io.continuo.api.job.StepView;
import io.continuo.api.machine.ActionView;
import io.continuo.api.machine.DataState;
import io.continuo.api.machine.Direction;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.HopKind;
import io.continuo.api.machine.PointKind;
import io.continuo.api.machine.PointView;
import io.continuo.api.machine.RoleState;
import io.continuo.console.fx.Ui;

import java.util.Locale;

/** The one word of each value of the domain's enumerations, and the state it is shown as. */
public final class Words {
    private Words() {}

    public static String of(Ui ui, DataState state) {
        return ui.text("word.data." + state);
    }

    public static String of(Ui ui, Direction direction) {
        return ui.text("word.direction." + direction);
    }

    /** Why an act is refused; in the server's words where it says no why. */
    public static String refused(Ui ui, ActionView act) {
        return act.why().map(why -> ui.text("machine.refused." + why)).orElse(act.reason());
    }

    public static String of(Ui ui, RoleState state) {
        return ui.text("word.role." + state);
    }

    public static String of(Ui ui, HopKind hop) {
        return ui.text("word.hop." + hop);
    }

    public static String of(Ui ui, JobKind kind) {
        return ui.text("word.job." + kind);
    }

    public static String of(Ui ui, JobState state) {
        return ui.text("word.jobState." + state);
    }

    public static String of(Ui ui, Severity severity) {
        return ui.text("word.severity." + severity);
    }

    /** What a point promises, in lower case: {@code crash-consistent}, {@code multi-VM}. */
    public static String of(Ui ui, PointView point) {
        return ui.text(
                point.multiVm()
                        ? point.kind() == PointKind.APP ? "word.point.BOTH" : "word.point.MULTI_VM"
                        : "word.point." + point.kind());
    }

    /** A step's name; a step of a newer server is named by its code, made readable. */
    public static String of(Ui ui, StepView step) {
        String key = "word.step." + step.code();
        if (ui.messages().has(key)) {
            return ui.text(key, "subject", step.subject());
        }
        String words = step.code().toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.isEmpty()
                ? words
                : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    /** The state a data state is shown as: unknown while there is nothing to fail over to yet. */
    public static Health health(DataState state) {
        return switch (state) {
            case DELTA -> Health.HEALTHY;
            case NONE, INITIAL, FINALIZING -> Health.UNKNOWN;
            case RESYNCING, PAUSED, FROZEN -> Health.WARNING;
            case RESYNC_REQUIRED, ERROR -> Health.CRITICAL;
        };
    }

    /** The state an event's severity is shown as. */
    public static Health health(Severity severity) {
        return switch (severity) {
            case INFO -> Health.HEALTHY;
            case WARNING -> Health.WARNING;
            case CRITICAL -> Health.CRITICAL;
        };
    }
}
