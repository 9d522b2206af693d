package io.continuo.console.protect;

import io.continuo.api.job.JobState;
import io.continuo.api.job.JobView;
import io.continuo.api.machine.MachineView;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.NavTarget;
import io.continuo.console.nav.Place;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.MachineRow;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.DesktopFilePicker;
import io.continuo.console.ui.FilePicker;
import io.continuo.console.ui.Problems;

import javafx.beans.property.StringProperty;
import javafx.scene.Node;

import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The wizard that protects a machine. What is typed is checked by the server as it is typed; what
 * was entered stays when the wizard is left, until the machine is protected.
 */
public final class ProtectController extends Screen {
    private static final Duration DEBOUNCE = Duration.ofMillis(300);
    private static final Duration JOB_LIMIT = Duration.ofDays(2);

    private final ConsoleContext console;
    private final Ui ui;
    private final FilePicker files;
    private final ProtectDraft.Keeper keeper;
    private final ProtectModel model;
    private final ProtectView view;

    private ProtectController(
            ConsoleContext console, FilePicker files, ProtectDraft.Keeper keeper, Parts parts) {
        super(console.ui(), parts.view.root());
        this.console = console;
        this.ui = console.ui();
        this.files = files;
        this.keeper = keeper;
        this.model = parts.model;
        this.view = parts.view;
        parts.hands.owner = this;
    }

    /** The wizard's target; its draft lives as long as the target does. */
    public static NavTarget target() {
        return target(new DesktopFilePicker());
    }

    static NavTarget target(FilePicker files) {
        var keeper = new ProtectDraft.Keeper();
        return NavTarget.under(
                Targets.MACHINES,
                Targets.PROTECT,
                "nav.protect",
                MaterialDesignS.SHIELD_PLUS_OUTLINE,
                (console, args) ->
                        new ProtectController(console, files, keeper, new Parts(console, keeper)));
    }

    @Override
    protected void activate() {
        model.setOnEntered(this::entered);
        pins().watch(model.problem(), view::showProblem);
        pins().onChange(model.disks(), view::rebuildDisks);
        pins().onChange(model.check(), view::refresh);
        pins().onChange(console.state().policies(), this::readPolicies);
        pins().onChange(console.state().revision(), this::showRun);
        pins().onChange(model.step(), this::showStep);
        readPolicies();
        if (model.job().get().isPresent()) {
            run(model.job().get().get());
        } else {
            showStep();
            entered();
        }
    }

    @Override
    protected void deactivate() {
        model.setOnEntered(() -> {});
        model.job()
                .get()
                .filter(job -> job.state() == JobState.SUCCEEDED)
                .ifPresent(job -> model.startOver());
    }

    private void readPolicies() {
        model.policies(console.state().policies());
        view.refresh();
    }

    private void showStep() {
        view.showStep(model.step().get());
        view.focusFirst();
    }

    /** Asks the server a moment after the last key; an older answer is dropped. */
    private void entered() {
        if (model.job().get().isPresent()) {
            return;
        }
        view.refresh();
        if (model.worthChecking()) {
            check(DEBOUNCE);
        }
    }

    private void check(Duration after) {
        var request = model.request();
        view.setChecking(true);
        tasks().call(
                        () -> {
                            Thread.sleep(after);
                            return console.client().checkProtect(request);
                        })
                .latest("check")
                .then(answer -> {
                    model.forgetProblem();
                    model.checked(answer);
                })
                .otherwise(e -> model.failed(Problems.of(ui, e)))
                .atEnd(() -> view.setChecking(false))
                .start();
    }

    private void protect() {
        model.forgetProblem();
        var request = model.request();
        view.setChecking(true);
        tasks().call(() -> console.client().protect(request))
                .latest("protect")
                .then(this::run)
                .otherwise(e -> model.failed(Problems.of(ui, e)))
                .atEnd(() -> view.setChecking(false))
                .start();
    }

    private void run(JobView job) {
        model.follow(job);
        view.showRun(job, machine(job));
        if (job.state().ended()) {
            return;
        }
        tasks().call(() ->
                        console.client()
                                .await(
                                        job,
                                        JOB_LIMIT,
                                        now ->
                                                ui.thread()
                                                        .merge(
                                                                "protect " + now.id(),
                                                                () -> follow(now))))
                .latest("job")
                .then(this::follow)
                .otherwise(e -> model.failed(Problems.of(ui, e)))
                .start();
    }

    private void follow(JobView job) {
        boolean sameJob = model.job().get().map(JobView::id).filter(job.id()::equals).isPresent();
        boolean ended = model.job().get().map(now -> now.state().ended()).orElse(false);
        if (sameJob && !ended && view.root().getScene() != null) {
            model.follow(job);
            showRun();
        }
    }

    private void showRun() {
        model.job().get().ifPresent(job -> view.showRun(job, machine(job)));
    }

    private Optional<MachineView> machine(JobView job) {
        return console.state().machine(job.machine()).map(MachineRow::view);
    }

    private List<Node> doors(JobView job) {
        boolean done = job.state() == JobState.SUCCEEDED;
        List<Node> doors = new ArrayList<>();
        if (done) {
            doors.add(Buttons.normal(ui.text("protect.another"), this::startOver));
        }
        if (done && console.navigator().knows(Targets.TEST_FAILOVER)) {
            doors.add(
                    Buttons.normal(
                            ui.text("protect.drill"),
                            () ->
                                    console.navigator()
                                            .go(
                                                    Targets.TEST_FAILOVER,
                                                    Targets.MACHINE,
                                                    job.machine())));
        }
        doors.add(
                Buttons.primary(
                        ui.text("protect.open", "machine", job.machine()),
                        () ->
                                console.navigator()
                                        .go(
                                                console.navigator().knows(Targets.MACHINE_DETAIL)
                                                        ? Targets.MACHINE_DETAIL
                                                        : Targets.OVERVIEW,
                                                Targets.MACHINE,
                                                job.machine())));
        return doors;
    }

    private void startOver() {
        model.startOver();
        console.navigator()
                .go(Place.of(Targets.PROTECT, "again", Long.toString(System.nanoTime())));
    }

    private void leave() {
        if (console.navigator().canGoBack()) {
            console.navigator().back();
        } else {
            console.navigator().go(Targets.OVERVIEW);
        }
    }

    private void browse(StringProperty disk) {
        files.open(
                        view.root().getScene().getWindow(),
                        ui.text("protect.disk.choose"),
                        disk.get(),
                        List.of(
                                new FilePicker.Kind(
                                        ui.text("protect.disk.kind.raw"),
                                        List.of("*.img", "*.raw")),
                                new FilePicker.Kind(
                                        ui.text("protect.disk.kind.all"), List.of("*"))))
                .ifPresent(path -> disk.set(path.toAbsolutePath().toString()));
    }

    /** Model and view, made before the screen that owns them. */
    private static final class Parts {
        private final Hands hands = new Hands();
        private final ProtectModel model;
        private final ProtectView view;

        private Parts(ConsoleContext console, ProtectDraft.Keeper keeper) {
            model = new ProtectModel(keeper);
            view = new ProtectView(console.ui(), model, console.state()::serverNow, hands);
        }
    }

    private static final class Hands implements ProtectView.Acts {
        private ProtectController owner;

        @Override
        public void browse(StringProperty disk) {
            owner.browse(disk);
        }

        @Override
        public void goTo(ProtectStep step) {
            owner.model.goTo(step);
        }

        @Override
        public void checkAgain() {
            owner.check(Duration.ZERO);
        }

        @Override
        public void protect() {
            owner.protect();
        }

        @Override
        public void leave() {
            owner.leave();
        }

        @Override
        public void startOver() {
            owner.startOver();
        }

        @Override
        public void backToForm() {
            owner.model.backToForm();
            owner.showStep();
        }

        @Override
        public List<Node> doors(JobView job) {
            return owner.doors(job);
        }
    }
}
