package io.continuo.console;

import io.continuo.client.ContinuoClient;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.ConsoleContext;
import io.continuo.console.nav.NavTarget;
import io.continuo.console.nav.Navigator;
import io.continuo.console.nav.Screen;
import io.continuo.console.nav.Targets;
import io.continuo.console.state.ConsoleState;
import io.continuo.console.ui.ModalHost;
import io.continuo.console.ui.Styles;

import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;

import org.kordamp.ikonli.materialdesign2.MaterialDesignS;

import java.lang.reflect.Proxy;
import java.util.stream.Stream;

/** A console around one screen, without shell and server, for tests of that screen. */
public final class SampleConsole {
    private final Ui ui;
    private final StackPane content = new StackPane();
    private final ConsoleContext context;

    public SampleConsole(Ui ui, ConsoleState state) {
        this(ui, state, noServer());
    }

    public SampleConsole(Ui ui, ConsoleState state, ContinuoClient client) {
        this.ui = ui;
        var navigator =
                new Navigator(
                        Stream.of(
                                        Targets.OVERVIEW,
                                        Targets.MACHINES,
                                        Targets.MACHINE_DETAIL,
                                        Targets.PROTECT,
                                        Targets.TEST_FAILOVER,
                                        Targets.JOBS,
                                        Targets.EVENTS)
                                .map(SampleConsole::target)
                                .toList());
        context = new ConsoleContext(ui, state, client, navigator, new ModalHost(ui, content));
    }

    public ConsoleContext context() {
        return context;
    }

    /** Shows a screen; the node to put into a scene. */
    public ModalHost show(Screen screen) {
        content.getChildren().setAll(screen.node());
        Styles.toggle(context.modals(), "stale", context.state().connection().get().stale());
        return context.modals();
    }

    private static NavTarget target(String id) {
        return NavTarget.inRail(
                id, "modal.close", MaterialDesignS.SERVER, 0, (console, args) -> nowhere(console));
    }

    private static Screen nowhere(ConsoleContext console) {
        return new Screen(console.ui(), new Pane()) {
            @Override
            protected void activate() {
                // shows nothing
            }
        };
    }

    /** A server that is asked by mistake says so. */
    private static ContinuoClient noServer() {
        return (ContinuoClient)
                Proxy.newProxyInstance(
                        SampleConsole.class.getClassLoader(),
                        new Class<?>[] {ContinuoClient.class},
                        (proxy, method, args) -> {
                            if (method.getDeclaringClass() == Object.class) {
                                return method.getName().equals("hashCode")
                                        ? (Object) 1
                                        : method.getName().equals("equals") && proxy == args[0];
                            }
                            throw new UnsupportedOperationException(method.getName());
                        });
    }
}
