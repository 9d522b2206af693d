package io.continuo.replication.gateway;

import io.continuo.replication.stream.Frame;
import io.continuo.replication.stream.FrameLink;
import io.continuo.replication.stream.HashAsk;
import io.continuo.replication.stream.Hello;
import io.continuo.replication.stream.LinkHealth;
import io.continuo.replication.stream.Position;
import io.continuo.replication.stream.Welcome;

import java.io.IOException;

/** An agent's end of its machine's way through a process server. */
final class Sender implements FrameLink {
    private final MachineStream stream;
    private final Hello hello;
    private final Watcher watcher;
    private volatile Welcome welcome;
    private volatile boolean ended;

    Sender(MachineStream stream, Hello hello, Watcher watcher) {
        this.stream = stream;
        this.hello = hello;
        this.watcher = watcher;
    }

    void welcome(Welcome said) {
        welcome = said;
    }

    Hello hello() {
        return hello;
    }

    Watcher watcher() {
        return watcher;
    }

    boolean ended() {
        return ended;
    }

    /** Nothing of it travels any more; its stream's lock is held. */
    void end() {
        ended = true;
    }

    void durable(Position position) {
        if (!ended) {
            watcher.durable(position);
        }
    }

    void kept(Position position) {
        if (!ended) {
            watcher.kept(position);
        }
    }

    @Override
    public Welcome welcome() {
        return welcome;
    }

    @Override
    public void send(Frame frame) throws IOException, InterruptedException {
        stream.take(this, frame);
    }

    @Override
    public byte[] hashes(HashAsk ask) throws IOException, InterruptedException {
        return stream.hashes(this, ask);
    }

    @Override
    public LinkHealth health() {
        return stream.health();
    }

    @Override
    public void close() {
        stream.detach(this);
    }
}
