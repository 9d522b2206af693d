package io.continuo.app;

import io.continuo.client.ContinuoClient;
import io.continuo.client.HttpContinuoClient;
import io.continuo.client.ServerAddress;
import io.continuo.client.ServerCertificate;
import io.continuo.console.ConsoleSetup;
import io.continuo.console.Session;
import io.continuo.lab.LabSession;

import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;

/** What the console gets from this program: roles in its own process, the lab, ways to servers. */
public final class DesktopSetup implements ConsoleSetup {
    private final UserFiles files;

    public DesktopSetup(UserFiles files) {
        this.files = files;
    }

    @Override
    public Path preferencesFile() {
        return files.home().resolve("console.json");
    }

    @Override
    public Session startEmbedded() {
        Orchestrator orchestrator =
                Orchestrator.start(
                        OrchestratorSettings.embedded(files.embedded(), "This computer"));
        files.rememberServer(orchestrator.ready());
        return new Session(orchestrator.client(), "", orchestrator::close);
    }

    @Override
    public Session startLab() {
        Path server = files.lab().resolve("server");
        Orchestrator orchestrator =
                Orchestrator.start(OrchestratorSettings.embedded(server, "Lab").withLab());
        try {
            LabSession lab =
                    LabSession.start(
                            orchestrator.client(),
                            files.lab().resolve("site"),
                            LoggerFactory.getLogger(DesktopSetup.class)::info);
            return new Session(orchestrator.client(), "", () -> close(lab, orchestrator));
        } catch (IOException e) {
            orchestrator.close();
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            orchestrator.close();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the lab started", e);
        }
    }

    private static void close(LabSession lab, Orchestrator orchestrator) {
        try (orchestrator) {
            lab.close();
        }
    }

    @Override
    public ContinuoClient connect(ServerAddress address) {
        return new HttpContinuoClient(address);
    }

    @Override
    public String fingerprintShownBy(URI url) {
        return ServerCertificate.fingerprintShownBy(url);
    }
}
