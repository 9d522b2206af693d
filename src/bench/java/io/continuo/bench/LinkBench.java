package io.continuo.bench;

import io.continuo.api.component.ComponentRole;
import io.continuo.client.ComponentEnrolment;
import io.continuo.client.ComponentIdentity;
import io.continuo.replication.gateway.Gateway;
import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameHeader;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.FramePool;
import io.continuo.replication.stream.FramePort;
import io.continuo.replication.stream.FrameType;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.LineSecurity;
import io.continuo.replication.stream.LinkHealth;
import io.continuo.replication.stream.MutualTls;
import io.continuo.replication.stream.PayloadCodec;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.TcpDialer;
import io.continuo.replication.stream.Welcome;
import io.continuo.server.ConfigurationServer;
import io.continuo.server.ServerSettings;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.zip.CRC32C;

/**
 * How fast incompressible frames of 1 MiB go from an agent through a process server to a target,
 * three processes on loopback, one stream, up to four connections on each line: under mutual TLS,
 * and in the clear for comparison; and beside {@code socat} relaying over two lines of OpenSSL,
 * which checks and acknowledges nothing. The target acknowledges on arrival: its journal has its
 * own measurement.
 *
 * <p>Arguments: MiB to send in a round (4096), rounds (3).
 */
public final class LinkBench {
    private static final int MIB = 1 << 20;
    private static final int WARM_UP = 512;
    private static final String SOCAT = "socat";
    private static final long CACHE = 128L << 20;

    private LinkBench() {}

    /** Prints a table; or, with a role as the first argument, is one of its processes. */
    public static void main(String[] args) throws Exception {
        if (args.length == 3) {
            serve(args[0], Path.of(args[1]), args[2].equals("tls"));
            return;
        }
        int mebibytes = args.length > 0 ? Integer.parseInt(args[0]) : 4096;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path directory = Files.createTempDirectory("link-bench");
        try (ConfigurationServer server =
                ConfigurationServer.start(
                        ServerSettings.in(directory.resolve("server")).withPort(0))) {
            for (ComponentRole role : ComponentRole.values()) {
                enrol(server, role, directory.resolve(role.name()));
            }
            Map<String, List<Double>> rates =
                    Bench.inTurns(
                            List.of("tls", "clear", SOCAT),
                            rounds,
                            lines ->
                                    lines.equals(SOCAT)
                                            ? socat(directory, mebibytes)
                                            : measure(directory, lines, mebibytes));
            System.out.println(
                    "agent to process server to target, one stream, MB/s, medians of " + rounds);
            rates.forEach((lines, values) ->
                    System.out.printf(Locale.ROOT, "%-6s %8.0f%n", lines, Bench.median(values)));
            System.out.printf(
                    Locale.ROOT,
                    "tls ÷ socat %.2f%n",
                    Bench.median(rates.get("tls")) / Bench.median(rates.get(SOCAT)));
        }
    }

    private static void enrol(ConfigurationServer server, ComponentRole role, Path directory)
            throws IOException {
        String token = Files.readString(Path.of(server.ready().tokenFile())).strip();
        new ComponentEnrolment(server.ready().url(), server.ready().fingerprint(), token)
                .join(
                        new ComponentEnrolment.Applicant(
                                role.name(), List.of(role), "primary", "bench"),
                        "",
                        directory);
    }

    private static LineSecurity security(Path directory, boolean tls) throws IOException {
        return tls
                ? new MutualTls(
                        ComponentIdentity.load(directory).orElseThrow(),
                        directory.resolve("revoked.json"))
                : LineSecurity.NONE;
    }

    /** A process server or a target; prints its port, and serves until its input ends. */
    private static void serve(String role, Path directory, boolean tls) throws IOException {
        FramePool pool = new FramePool();
        LineSecurity security = security(directory.resolve(role), tls);
        FrameLink.Dialer inside =
                ComponentRole.valueOf(role) == ComponentRole.MASTER_TARGET
                        ? (hello, watcher) -> new Sink(watcher)
                        : new Gateway(
                                address ->
                                        new TcpDialer(
                                                address,
                                                pool,
                                                security,
                                                ComponentRole.MASTER_TARGET),
                                CACHE);
        try (FramePort port = FramePort.open("127.0.0.1:0", inside, pool, security)) {
            System.out.println(port.port());
            System.in.readAllBytes();
        }
    }

    private static double measure(Path directory, String lines, int mebibytes) throws IOException {
        Process target = launch(ComponentRole.MASTER_TARGET, directory, lines);
        Process gateway = null;
        try {
            String targetAddress = "127.0.0.1:" + port(target);
            gateway = launch(ComponentRole.PROCESS_SERVER, directory, lines);
            return send(directory, lines, "127.0.0.1:" + port(gateway), targetAddress, mebibytes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            target.destroyForcibly();
            if (gateway != null) {
                gateway.destroyForcibly();
            }
        }
    }

    private static Process launch(ComponentRole role, Path directory, String lines)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx512m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LinkBench.class.getName()));
        command.addAll(List.of(role.name(), directory.toString(), lines));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static int port(Process process) throws IOException {
        return Integer.parseInt(
                new BufferedReader(new InputStreamReader(process.getInputStream())).readLine());
    }

    /** Zeros from a sparse file: a cipher does not care. */
    private static double socat(Path directory, int mebibytes) throws IOException {
        Path certificate = directory.resolve("socat.pem");
        if (!Files.exists(certificate)) {
            Programs.run(
                    "sh",
                    "-c",
                    "cd '%s' && openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=bench -keyout"
                                    .formatted(directory)
                            + " socat.key -out socat.crt && cat socat.key socat.crt > socat.pem");
        }
        Path file = directory.resolve("sparse");
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw");
                Programs programs = new Programs()) {
            sparse.setLength((long) mebibytes * MIB);
            int sink = freePort();
            int relay = freePort();
            String listen = "OPENSSL-LISTEN:%d,bind=127.0.0.1,verify=0,cert=" + certificate;
            String connect = "OPENSSL:127.0.0.1:%d,verify=0,retry=50,interval=0.1";
            relay(programs, listen.formatted(sink), "OPEN:/dev/null");
            relay(programs, listen.formatted(relay), connect.formatted(sink));
            long before = System.nanoTime();
            Programs.run(SOCAT, "-u", "-b1048576", "OPEN:" + file, connect.formatted(relay));
            return mebibytes * (double) MIB / 1e6 / ((System.nanoTime() - before) / 1e9);
        }
    }

    private static void relay(Programs programs, String from, String to) throws IOException {
        programs.start(SOCAT, "-u", "-b1048576", from, to);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static double send(
            Path directory, String lines, String gateway, String target, int mebibytes)
            throws IOException, InterruptedException {
        FramePool pool = new FramePool();
        byte[] noise = new byte[MIB + Frame.TAIL_ROOM];
        new Random(1).nextBytes(noise);
        CRC32C sum = new CRC32C();
        sum.update(noise, 0, MIB);
        LineSecurity security =
                security(directory.resolve(ComponentRole.AGENT.name()), lines.equals("tls"));
        Hello hello = new Hello(UUID.randomUUID(), 1, "bench", target);
        Acknowledged acknowledged = new Acknowledged(WARM_UP, WARM_UP + mebibytes);
        try (FrameLink link =
                new TcpDialer(gateway, pool, security, ComponentRole.PROCESS_SERVER)
                        .dial(hello, acknowledged)) {
            for (int i = 1; i <= WARM_UP + mebibytes; i++) {
                link.send(new Frame(header(hello, i, (int) sum.getValue()), noise, () -> {}));
            }
            return mebibytes * (double) MIB / 1e6 / acknowledged.seconds();
        }
    }

    private static FrameHeader header(Hello hello, long sequence, int crc) {
        return new FrameHeader(
                FrameType.DATA,
                PayloadCodec.RAW,
                hello.streamId(),
                hello.epoch(),
                0,
                sequence,
                sequence,
                0,
                0,
                MIB,
                MIB,
                crc,
                crc,
                0);
    }

    /** Keeps when the warm-up and when everything had arrived. */
    private static final class Acknowledged implements FrameLink.Watcher {
        private final long first;
        private final long last;
        private final CountDownLatch done = new CountDownLatch(1);
        private long firstAt;
        private long firstSequence;
        private long lastAt;

        Acknowledged(long first, long last) {
            this.first = first;
            this.last = last;
        }

        @Override
        public void durable(Position position) {
            if (firstAt == 0 && position.sequence() >= first) {
                firstAt = System.nanoTime();
                firstSequence = position.sequence();
            }
            if (position.sequence() >= last) {
                lastAt = System.nanoTime();
                done.countDown();
            }
        }

        @Override
        public void lost(String cause) {
            System.err.println("the line was lost: " + cause);
            done.countDown();
        }

        /** For the frames after the warm-up. */
        double seconds() throws InterruptedException {
            done.await();
            double share = (last - firstSequence) / (double) (last - first);
            return (lastAt - firstAt) / 1e9 / share;
        }
    }

    /** A target that acknowledges on arrival. */
    private static final class Sink implements FrameLink {
        private final Watcher watcher;

        Sink(Watcher watcher) {
            this.watcher = watcher;
        }

        @Override
        public Welcome welcome() {
            return new Welcome(Position.START, Position.START, false);
        }

        @Override
        public void send(Frame frame) {
            try (frame) {
                watcher.durable(new Position(1, frame.header().lastSequence(), 0));
            }
        }

        @Override
        public byte[] hashes(HashAsk ask) {
            return new byte[0];
        }

        @Override
        public LinkHealth health() {
            return LinkHealth.UNKNOWN;
        }

        @Override
        public void close() {}
    }
}
