package io.continuo.console.plans;

import io.continuo.api.plan.PlanRunView;
import io.continuo.api.plan.PlanView;
import io.continuo.client.PlanClient;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Targets;

import javafx.collections.FXCollections;
import javafx.scene.Node;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Recovery plans: whether each can be trusted, its drill, and its run live. */
public final class PlansController extends Screen {
    /** The timer ticks twice a second; what is shown is read again once in so many. */
    private static final int TICKS = 2;

    private final ConsoleContext console;
    private final PlansView view;
    private final PlansModel model = new PlansModel();
    private Optional<String> wanted;
    private Optional<PlanRunView> run = Optional.empty();
    private int ticks;

    /**
     * @param args {@link Targets#PLAN}
     */
    public PlansController(ConsoleContext console, Map<String, String> args) {
        this(console, args, new PlansView(console.ui(), console.state()::serverNow));
    }

    private PlansController(ConsoleContext console, Map<String, String> args, PlansView view) {
        super(console.ui(), view.root());
        this.console = console;
        this.view = view;
        wanted = Optional.ofNullable(args.get(Targets.PLAN));
        var acts = new PlanActs(console, tasks(), view, this::read);
        view.plan.drill.setOnAction(event -> chosen().ifPresent(acts::drill));
        view.plan.cleanUp.setOnAction(event -> chosen().ifPresent(acts::cleanUp));
        view.run.stop.setOnAction(event -> run.ifPresent(acts::stop));
        view.ask.yes.setOnAction(event -> run.ifPresent(shown -> acts.answer(shown, true)));
        view.ask.no.setOnAction(event -> run.ifPresent(shown -> acts.answer(shown, false)));
    }

    @Override
    protected void activate() {
        view.table.setItems(model.shown());
        pins().add(() -> view.table.setItems(FXCollections.observableArrayList()));
        pins().add(console.ui().timer().every(this::tick));
        pins().watch(
                        view.table.getSelectionModel().selectedItemProperty(),
                        row -> {
                            if (row != null) {
                                run = Optional.empty();
                                showChosen();
                                read();
                            }
                        });
        read();
    }

    private Optional<PlanView> chosen() {
        return Optional.ofNullable(view.table.getSelectionModel().getSelectedItem())
                .map(PlanRow::view);
    }

    private void tick() {
        if (++ticks % TICKS == 0) {
            read();
        }
        view.showRun(run, console.state().serverNow());
    }

    /** What is known of the plans, and of the run that is shown of the chosen one. */
    private record Read(List<PlanView> plans, Optional<String> chosen, Optional<PlanRunView> run) {}

    private void read() {
        Optional<String> id = chosen().map(PlanView::id);
        tasks().call(() -> ask(id))
                .latest("plans")
                .then(this::show)
                .otherwise(e -> view.showRun(run, console.state().serverNow()))
                .start();
    }

    private Read ask(Optional<String> id) {
        PlanClient plans = console.client().plans();
        List<PlanView> all = plans.list();
        Optional<PlanView> plan =
                all.stream().filter(each -> id.filter(each.id()::equals).isPresent()).findFirst();
        Optional<PlanRunView> newest =
                plan.flatMap(each ->
                        each.runningRun()
                                .map(plans::run)
                                .or(() -> plans.runs(each.id()).stream().findFirst()));
        return new Read(all, id, newest);
    }

    private void show(Read read) {
        model.put(read.plans());
        view.showCount(read.plans().size());
        var selection = view.table.getSelectionModel();
        if (selection.getSelectedItem() == null || wanted.isPresent()) {
            wanted.flatMap(model::find)
                    .or(() -> model.shown().stream().findFirst())
                    .ifPresent(selection::select);
            wanted = Optional.empty();
        }
        if (read.chosen().equals(chosen().map(PlanView::id))) {
            run = read.run();
        }
        showChosen();
    }

    private void showChosen() {
        chosen().ifPresent(view::showPlan);
        view.showRun(run, console.state().serverNow());
    }

    @Override
    protected Node firstFocus() {
        return view.table;
    }
}
