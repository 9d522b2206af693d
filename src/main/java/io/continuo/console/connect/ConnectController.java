package io.continuo.console.connect;

import io.continuo.client.ServerAddress;
import io.continuo.console.ConsoleSetup;
import io.continuo.console.Session;
import io.continuo.console.fx.FileChoice;
import io.continuo.console.fx.Settings;
import io.continuo.console.fx.Tasks;
import io.continuo.console.fx.Ui;
import io.continuo.console.nav.Screen;
import io.continuo.console.ui.Buttons;
import io.continuo.console.ui.ModalHost;
import io.continuo.console.ui.Problems;

import javafx.scene.Parent;

import java.net.URI;
import java.util.concurrent.Callable;

/** The first page. Whatever is started and then given up is stopped again. */
public final class ConnectController extends Screen {
    private static final double DIALOG = 600;

    private final Ui ui;
    private final ConsoleSetup setup;
    private final FileChoice files;
    private final Opened opened;
    private final ConnectModel model;
    private final ConnectView view;
    private final ModalHost root;

    /** What happens once there is a session. */
    @FunctionalInterface
    public interface Opened {
        /**
         * @param session to work with; the taker closes it
         * @param protect whether the person wants to protect something first
         */
        void open(Session session, boolean protect);
    }

    public ConnectController(Ui ui, ConsoleSetup setup, FileChoice files, Opened opened) {
        this(ui, setup, files, opened, new Wiring());
    }

    private ConnectController(
            Ui ui, ConsoleSetup setup, FileChoice files, Opened opened, Wiring wiring) {
        super(ui, wiring.host(ui));
        this.ui = ui;
        this.setup = setup;
        this.files = files;
        this.opened = opened;
        this.model = new ConnectModel(ui.preferences());
        this.view = wiring.view;
        this.root = wiring.host;
        wiring.controller = this;
    }

    /** The view needs the controller's acts before the controller is there. */
    private static final class Wiring {
        private ConnectController controller;
        private ConnectView view;
        private ModalHost host;

        private ModalHost host(Ui ui) {
            view =
                    new ConnectView(
                            ui,
                            new ConnectView.Acts(
                                    () -> controller.startLab(),
                                    () -> controller.startEmbedded(),
                                    () -> controller.askForServer(),
                                    profile -> controller.reconnect(profile),
                                    profile -> controller.forget(profile)));
            host = new ModalHost(ui, view.root());
            return host;
        }
    }

    /** The page with its dialogs; the root of a scene. */
    public Parent root() {
        return root;
    }

    @Override
    protected void activate() {
        view.showProfiles(model.profiles());
    }

    /** Starts the sample site, as its button does. */
    public void startLab() {
        start(view.lab, ui.text("connect.lab.doing"), setup::startLab, false);
    }

    /** Starts the roles in this process, as its button does. */
    public void startEmbedded() {
        start(view.embedded, ui.text("connect.here.doing"), setup::startEmbedded, true);
    }

    /** Connects to a server that is already trusted. */
    public void connect(ServerAddress address) {
        start(
                view.server,
                ui.text("connect.server.doing", "server", address.url()),
                () -> reached(address),
                false);
    }

    private void start(ChoiceCard card, String doing, Callable<Session> start, boolean protect) {
        view.clearProblem();
        Tasks.Handle[] handle = new Tasks.Handle[1];
        view.busy(
                card,
                doing,
                () -> {
                    handle[0].cancel();
                    view.idle();
                });
        handle[0] =
                tasks().call(() -> unlessGivenUp(start))
                        .latest("start")
                        .then(session -> {
                            view.idle();
                            opened.open(session, protect);
                        })
                        .otherwise(e -> {
                            view.idle();
                            view.show(Problems.of(ui, e));
                        })
                        .start();
    }

    /** A session that arrives after it was given up is closed at once. */
    private static Session unlessGivenUp(Callable<Session> start) throws Exception {
        Session session = start.call();
        if (Thread.interrupted()) {
            session.close();
            throw new InterruptedException();
        }
        return session;
    }

    private Session reached(ServerAddress address) {
        var client = setup.connect(address);
        try {
            client.status();
            return Session.remote(client, address.url().getAuthority());
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private void askForServer() {
        ServerDialog[] dialog = new ServerDialog[1];
        dialog[0] =
                new ServerDialog(
                        ui,
                        model,
                        () -> askFingerprint(dialog[0]),
                        () ->
                                files.open(ui.text("connect.dialog.token"))
                                        .ifPresent(file -> model.tokenFile().set(file.toString())),
                        () -> connectNow(dialog[0]));
        root.show(
                ui.text("connect.dialog.title"),
                dialog[0].body(),
                DIALOG,
                () -> {},
                Buttons.normal(ui.text("connect.dialog.cancel"), root::close),
                dialog[0].connect);
        dialog[0].address.requestFocus();
    }

    private void askFingerprint(ServerDialog dialog) {
        model.url()
                .ifPresent(url -> {
                    dialog.clearProblem();
                    tasks().call(() -> setup.fingerprintShownBy(url))
                            .latest("fingerprint")
                            .then(model::show)
                            .otherwise(e -> dialog.show(Problems.of(ui, e)))
                            .start();
                });
    }

    private void connectNow(ServerDialog dialog) {
        URI url = model.url().orElseThrow();
        String fingerprint = model.shownFingerprint().get();
        dialog.clearProblem();
        tasks().call(() ->
                        unlessGivenUp(() ->
                                reached(new ServerAddress(url, fingerprint, model.readToken()))))
                .latest("connect")
                .then(session -> {
                    model.remember(
                            new Settings.Profile(
                                    url.getHost(),
                                    url.toString(),
                                    model.tokenFile().get().strip(),
                                    fingerprint));
                    root.close();
                    opened.open(session, false);
                })
                .otherwise(e -> dialog.show(Problems.of(ui, e)))
                .start();
    }

    private void reconnect(Settings.Profile profile) {
        model.tokenFile().set(profile.tokenFile());
        start(
                view.server,
                ui.text("connect.server.doing", "server", profile.url()),
                () -> {
                    Session session =
                            reached(
                                    new ServerAddress(
                                            URI.create(profile.url()),
                                            profile.fingerprint(),
                                            model.readToken()));
                    return session;
                },
                false);
    }

    private void forget(Settings.Profile profile) {
        model.forget(profile);
        view.showProfiles(model.profiles());
    }
}
