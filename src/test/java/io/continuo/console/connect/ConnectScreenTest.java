package io.continuo.console.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.client.ContinuoClient;
import io.continuo.client.ServerAddress;
import io.continuo.console.ConsoleSetup;
import io.continuo.console.FxTest;
import io.continuo.console.Screens;
import io.continuo.console.Session;
import io.continuo.console.fx.Settings;
import io.continuo.console.fx.Ui;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class ConnectScreenTest extends FxTest {
    private static final String FINGERPRINT = "ab12".repeat(16);

    @TempDir Path folder;

    @Test
    void the_first_page_offers_three_ways_to_begin() {
        for (Screens look : List.of(Screens.LIGHT, Screens.DARK, Screens.ZH_LIGHT)) {
            fx(() -> {
                Ui ui = look.ui();
                ui.preferences()
                        .change(s ->
                                s.withProfiles(
                                        List.of(
                                                new Settings.Profile(
                                                        "dr-khh-01.corp.internal",
                                                        "https://dr-khh-01.corp.internal:8443",
                                                        "/t",
                                                        FINGERPRINT))));
                var page = page(ui, new Fake(folder));
                look.write("connect", look.scene(ui, page.root()));
            });
        }
    }

    @Test
    void a_failure_is_told_and_the_page_stays() throws Exception {
        Ui ui = Screens.LIGHT.ui();
        var page = fxGet(() -> page(ui, new Fake(folder)));
        var scene = fxGet(() -> Screens.LIGHT.scene(ui, page.root()));
        fx(page::startEmbedded);
        eventually(
                "the problem is shown",
                () -> {
                    page.root().applyCss();
                    return page.root().lookup(".error-panel") != null;
                });
        fx(() -> Screens.LIGHT.write("connect-failed", scene));
    }

    @Test
    void a_session_that_arrives_after_it_was_given_up_is_closed() throws Exception {
        Ui ui = Screens.LIGHT.ui();
        var fake = new Fake(folder);
        var page = fxGet(() -> page(ui, fake));
        fx(() -> {
            Screens.LIGHT.scene(ui, page.root());
            page.startLab();
        });
        assertThat(fake.starting.await(5, TimeUnit.SECONDS)).isTrue();
        fx(() -> page.root().getScene().setRoot(new javafx.scene.layout.Pane()));
        assertThat(fake.stopped.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_fingerprint_is_forgotten_when_the_address_changes() {
        var model = new ConnectModel(Screens.LIGHT.ui().preferences());
        model.address().set("dr.example.org:8443");
        assertThat(model.url()).contains(URI.create("https://dr.example.org:8443"));
        model.show(FINGERPRINT);
        model.address().set("other.example.org");
        assertThat(model.shownFingerprint().get()).isEmpty();
        model.address().set("ftp://x");
        assertThat(model.url()).isEmpty();
    }

    @Test
    void the_dialog_shows_the_fingerprint_to_compare() {
        fx(() -> {
            Ui ui = Screens.LIGHT.ui();
            var page = page(ui, new Fake(folder));
            var scene = Screens.LIGHT.scene(ui, page.root());
            page.root().applyCss();
            page.root().layout();
            var model = new ConnectModel(ui.preferences());
            model.address().set("https://dr-khh-01.corp.internal:8443");
            model.tokenFile().set("/var/lib/continuo/token");
            model.show(FINGERPRINT);
            var dialog = new ServerDialog(ui, model, () -> {}, () -> {}, () -> {});
            ((io.continuo.console.ui.ModalHost) page.root())
                    .show(
                            ui.text("connect.dialog.title"),
                            dialog.body(),
                            600,
                            () -> {},
                            dialog.connect);
            Screens.LIGHT.write("connect-dialog", scene);
        });
    }

    private static ConnectController page(Ui ui, ConsoleSetup setup) {
        return new ConnectController(ui, setup, title -> Optional.empty(), (session, p) -> {});
    }

    private static final class Fake implements ConsoleSetup {
        private final Path folder;
        private final CountDownLatch starting = new CountDownLatch(1);
        private final CountDownLatch stopped = new CountDownLatch(1);

        private Fake(Path folder) {
            this.folder = folder;
        }

        @Override
        public Path preferencesFile() {
            return folder.resolve("settings.json");
        }

        @Override
        public Session startEmbedded() {
            throw Problem.of(
                            ErrorCode.PORT_IN_USE,
                            "The servers cannot start.",
                            "Port 8443 is in use by another program.",
                            "Stop it, or choose another port in the settings.")
                    .toException();
        }

        /** Does not notice the interruption until it is done, as slow starts do. */
        @Override
        public Session startLab() {
            starting.countDown();
            boolean interrupted = false;
            while (!interrupted) {
                interrupted = Thread.currentThread().isInterrupted();
                Thread.onSpinWait();
            }
            return new Session(
                    (ContinuoClient)
                            java.lang.reflect.Proxy.newProxyInstance(
                                    getClass().getClassLoader(),
                                    new Class<?>[] {ContinuoClient.class},
                                    (proxy, method, args) -> null),
                    "",
                    stopped::countDown);
        }

        @Override
        public ContinuoClient connect(ServerAddress address) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String fingerprintShownBy(URI url) {
            return FINGERPRINT;
        }
    }
}
