package io.continuo.console.nav;

import io.continuo.console.fx.Ui;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.state.MachineRow;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What the palette finds: actions, screens and machines, best match first. */
final class PaletteModel {
    private static final int MOST = 50;

    private final Ui ui;
    private final ConsoleState state;
    private final Navigator navigator;

    PaletteModel(Ui ui, ConsoleState state, Navigator navigator) {
        this.ui = ui;
        this.state = state;
        this.navigator = navigator;
    }

    /**
     * One thing that was found.
     *
     * @param kind of what it is, in a word
     * @param place where choosing it leads
     */
    record Hit(Ikon ikon, String name, String kind, Place place) {}

    /** Without words: the screens and actions; machines only once something is typed. */
    List<Hit> find(String words) {
        String wanted = words.strip().toLowerCase(Locale.ROOT);
        List<Hit> all = new ArrayList<>();
        if (!wanted.isEmpty()) {
            machines(wanted).forEach(all::add);
        }
        Stream.concat(acts(), screens())
                .filter(hit -> rank(hit.name(), wanted) < Integer.MAX_VALUE)
                .forEach(all::add);
        return all.stream()
                .sorted(Comparator.comparingInt(hit -> rank(hit.name(), wanted)))
                .limit(MOST)
                .toList();
    }

    private Stream<Hit> machines(String wanted) {
        if (!navigator.knows(Targets.MACHINE_DETAIL)) {
            return Stream.empty();
        }
        List<MachineRow> rows =
                state.machines().stream()
                        .filter(row -> rank(row.name(), wanted) < Integer.MAX_VALUE)
                        .sorted(Comparator.comparing(MachineRow::name))
                        .limit(MOST)
                        .toList();
        Stream<Hit> doors =
                rows.stream()
                        .map(row ->
                                new Hit(
                                        MaterialDesignS.SERVER,
                                        row.name(),
                                        ui.text("palette.machine"),
                                        Place.of(
                                                Targets.MACHINE_DETAIL,
                                                Targets.MACHINE,
                                                row.name())));
        return rows.size() == 1 && navigator.knows(Targets.TEST_FAILOVER)
                ? Stream.concat(doors, Stream.of(drill(rows.getFirst())))
                : doors;
    }

    private Hit drill(MachineRow row) {
        return new Hit(
                MaterialDesignF.FLASK_OUTLINE,
                ui.text("palette.drill", "machine", row.name()),
                ui.text("palette.act"),
                Place.of(Targets.TEST_FAILOVER, Targets.MACHINE, row.name()));
    }

    private Stream<Hit> acts() {
        return navigator.knows(Targets.PROTECT)
                ? Stream.of(
                        new Hit(
                                MaterialDesignP.PLUS,
                                ui.text("palette.protect"),
                                ui.text("palette.act"),
                                Place.of(Targets.PROTECT)))
                : Stream.empty();
    }

    private Stream<Hit> screens() {
        return navigator.targets().stream()
                .filter(NavTarget::inRail)
                .map(target ->
                        new Hit(
                                target.icon(),
                                ui.text(target.nameKey()),
                                ui.text("palette.screen"),
                                Place.of(target.id())));
    }

    /** The whole, a beginning, the beginning of a word, anywhere, or not at all. */
    private static int rank(String name, String wanted) {
        String text = name.toLowerCase(Locale.ROOT);
        int at = text.indexOf(wanted);
        if (wanted.isEmpty()) {
            return 3;
        }
        if (at < 0) {
            return Integer.MAX_VALUE;
        }
        if (text.equals(wanted)) {
            return 0;
        }
        boolean startsWord = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
        return at == 0 ? 1 : startsWord ? 2 : 3;
    }
}
