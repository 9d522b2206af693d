package io.continuo.console.machines;

import io.continuo.api.machine.ActionView;
import io.continuo.console.fx.Ui;

/** Why an act is refused, in the reader's language; in the server's words where it says no why. */
final class RefusedWords {
    private RefusedWords() {}

    static String of(Ui ui, ActionView act) {
        return act.why().map(why -> ui.text("machine.refused." + why)).orElse(act.reason());
    }
}
