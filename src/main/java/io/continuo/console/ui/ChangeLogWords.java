package io.continuo.console.ui;

import io.continuo.api.machine.ChangeLogMode;
import io.continuo.api.machine.ChangeLogView;
import io.continuo.api.machine.Health;
import io.continuo.api.machine.ResyncCause;
import io.continuo.console.fx.Ui;

/** What an agent's change log keeps, and why it is not everything, in plain words. */
public final class ChangeLogWords {
    private ChangeLogWords() {}

    /** Whether it is about the first copy, which is told elsewhere as what it is. */
    public static boolean isInitial(ChangeLogView log) {
        return log.cause().filter(cause -> cause == ResyncCause.INITIAL).isPresent();
    }

    public static Health state(ChangeLogMode mode) {
        return switch (mode) {
            case DATA -> Health.HEALTHY;
            case BITMAP -> Health.WARNING;
            case RESYNC_REQUIRED -> Health.CRITICAL;
        };
    }

    public static String sentence(Ui ui, ChangeLogView log) {
        var format = ui.format();
        String cause = log.cause().map(why -> ui.text("machine.resync.cause." + why)).orElse("");
        return switch (log.mode()) {
            case DATA ->
                    log.diskLimitBytes() > 0
                            ? ui.text(
                                    "machine.log.DATA",
                                    "memory",
                                    format.bytes(log.memoryBytes()),
                                    "disk",
                                    format.bytes(log.diskBytes()),
                                    "limit",
                                    format.bytes(log.diskLimitBytes()))
                            : ui.text(
                                    "machine.log.DATA.memory",
                                    "memory",
                                    format.bytes(log.memoryBytes()),
                                    "limit",
                                    format.bytes(log.memoryLimitBytes()));
            case BITMAP ->
                    ui.text(
                            "machine.log.BITMAP",
                            "cause",
                            cause,
                            "changed",
                            format.bytes(log.changedBytes()));
            case RESYNC_REQUIRED -> ui.text("machine.log.RESYNC_REQUIRED", "cause", cause);
        };
    }
}
