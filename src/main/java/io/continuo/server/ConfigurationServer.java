package io.continuo.server;

import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;
import io.continuo.api.server.ServerReady;
import io.continuo.server.auth.CertificateBook;
import io.continuo.server.auth.DataKeys;
import io.continuo.server.auth.ServerIdentity;
import io.continuo.server.auth.Token;
import io.continuo.server.http.Routes;
import io.continuo.server.http.WebFront;
import io.continuo.server.jobs.JobScheduler;
import io.continuo.server.store.CertificateStore;
import io.continuo.server.store.DataDirectory;
import io.continuo.server.store.Database;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The configuration server: inventory, policies, replication state, jobs and events behind a REST
 * API over HTTPS.
 */
public final class ConfigurationServer implements AutoCloseable {
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final ServerReady ready;

    private ConfigurationServer(ServerSettings settings) {
        try {
            this.ready = open(settings);
        } catch (RuntimeException e) {
            close();
            throw e;
        } catch (IOException | GeneralSecurityException e) {
            close();
            throw unusable(settings, e).toException(e);
        }
    }

    /**
     * Starts a server; it answers when this returns.
     *
     * @throws io.continuo.api.error.ContinuoException with {@code PORT_IN_USE}, {@code
     *     DATA_DIRECTORY_LOCKED}, {@code DATA_DIRECTORY_NEWER} or {@code DATA_DIRECTORY_UNUSABLE}
     */
    public static ConfigurationServer start(ServerSettings settings) {
        return new ConfigurationServer(settings);
    }

    public ServerReady ready() {
        return ready;
    }

    /** In the order things need one another; closed in the opposite one. */
    private ServerReady open(ServerSettings settings) throws IOException, GeneralSecurityException {
        DataDirectory data = closing(DataDirectory.open(settings.dataDirectory()));
        Token token = Token.open(data);
        DataKeys keys = DataKeys.open(data);
        ServerIdentity identity =
                ServerIdentity.open(data, settings.bindAddress(), settings.clock());
        Database database = closing(Database.open(data));
        CertificateBook certificates =
                new CertificateBook(
                        identity,
                        new CertificateStore(database),
                        settings.clock(),
                        settings.certificateLife());
        Parts parts = new Parts(settings, database, keys, certificates);
        WebFront front =
                closing(
                        new WebFront(
                                new Routes(parts.features()),
                                token,
                                certificates,
                                identity.context(),
                                settings.bindAddress(),
                                settings.port()));
        closing(parts.hub());
        parts.housekeeping().add(() -> renew(identity, front));
        closing(
                JobScheduler.start(
                        database,
                        parts.jobs(),
                        parts.orders(),
                        parts.machines(),
                        parts.events(),
                        settings.clock()));
        closing(parts.orders()::close);
        closing(parts.watch().start());
        return new ServerReady(
                url(settings, front.port()), identity.fingerprint(), token.file().toString());
    }

    private static void renew(ServerIdentity identity, WebFront front) {
        try {
            if (identity.renew()) {
                front.renew(identity.context());
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("the server's certificate could not be renewed", e);
        }
    }

    /** Who is told to listen everywhere is reached by loopback from here. */
    private static URI url(ServerSettings settings, int port) {
        String host = settings.bindAddress();
        if (host.equals("0.0.0.0") || host.equals("::")) {
            host = ServerSettings.LOOPBACK;
        }
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    private static Problem unusable(ServerSettings settings, Exception e) {
        return Problem.of(
                ErrorCode.DATA_DIRECTORY_UNUSABLE,
                "The data directory " + settings.dataDirectory() + " cannot be used.",
                DataDirectory.reason(e),
                "Check that its files are whole and belong to this user, or give another --data"
                        + " directory.",
                settings.dataDirectory().toString());
    }

    private <T extends AutoCloseable> T closing(T part) {
        open.push(part);
        return part;
    }

    /** Stops answering; jobs under way go on after the next start. Closing twice does no harm. */
    @Override
    public synchronized void close() {
        RuntimeException failure = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                failure =
                        failure == null ? new IllegalStateException("closing failed", e) : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
