package io.continuo.replication.stream;

import io.continuo.api.component.ComponentRole;
import io.continuo.api.error.ErrorCode;
import io.continuo.api.error.Problem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Answers short calls from other agents, one after the other on each connection. */
public final class CallPort implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(CallPort.class);

    private final ServerSocket listener;
    private final UnaryOperator<byte[]> answers;
    private final LineSecurity security;
    private final Set<Socket> callers = ConcurrentHashMap.newKeySet();

    private CallPort(ServerSocket listener, UnaryOperator<byte[]> answers, LineSecurity security) {
        this.listener = listener;
        this.answers = answers;
        this.security = security;
    }

    /**
     * Listens.
     *
     * @param address {@code host:port}; port 0 takes a free one
     * @param answers answers a call
     * @param security lets in agents only
     * @throws io.continuo.api.error.ContinuoException the port is taken
     */
    public static CallPort open(
            String address, UnaryOperator<byte[]> answers, LineSecurity security)
            throws IOException {
        InetSocketAddress wanted = TcpDialer.parse(address);
        ServerSocket listener = new ServerSocket();
        try {
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(wanted.getHostString(), wanted.getPort()));
        } catch (BindException e) {
            listener.close();
            throw Problem.of(
                            ErrorCode.PORT_IN_USE,
                            "The consistency port cannot listen at " + address + ".",
                            "Another program has this port, or the address is not this machine's.",
                            "Stop that program, or choose another port.",
                            address)
                    .toException(e);
        } catch (IOException e) {
            listener.close();
            throw e;
        }
        CallPort port = new CallPort(listener, answers, security);
        Thread.ofVirtual().name("call-port").start(port::accept);
        return port;
    }

    /** The port it listens on. */
    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                callers.add(socket);
                Thread.ofVirtual().name("call-port-peer").start(() -> serve(socket));
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    LOG.warn("The consistency port could not let a caller in: {}", e.getMessage());
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Wire wire = security.accepted(socket);
            try (CallLine line = new CallLine(socket, wire)) {
                while (true) {
                    byte[] call = line.read();
                    wire.demand(ComponentRole.AGENT);
                    line.write(answers.apply(call));
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.debug("A caller is gone: {}", e.getMessage());
        } finally {
            callers.remove(socket);
        }
    }

    /** Stops listening and ends every connection. */
    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : callers) {
            socket.close();
        }
    }
}
