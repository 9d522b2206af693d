package io.continuo.console.ui;

import io.continuo.api.error.ContinuoException;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.console.fx.Ui;

/** Turns any failure into a problem a person can read. */
public final class Problems {
    private Problems() {}

    public static Problem of(Ui ui, Throwable failure) {
        if (failure instanceof ContinuoException known) {
            return known.problem();
        }
        String what = failure.getMessage() == null ? "" : failure.getMessage();
        return Problem.of(
                ErrorCode.INTERNAL,
                ui.text("error.unexpected.message"),
                ui.text(
                        "error.unexpected.cause",
                        "kind",
                        failure.getClass().getSimpleName(),
                        "what",
                        what),
                ui.text("error.unexpected.correction"));
    }
}
