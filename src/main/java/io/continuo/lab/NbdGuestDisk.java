package io.continuo.lab;

import io.continuo.client.nbd.NbdClient;
import io.continuo.client.nbd.NbdUri;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A disk attached over NBD, as any guest would. */
final class NbdGuestDisk implements GuestDisk {
    private final NbdClient client;

    private NbdGuestDisk(NbdClient client) {
        this.client = client;
    }

    static NbdGuestDisk open(String uri) throws IOException {
        return new NbdGuestDisk(NbdClient.connect(NbdUri.parse(uri)));
    }

    @Override
    public long size() {
        return client.size();
    }

    @Override
    public void read(long offset, ByteBuffer target) throws IOException {
        client.read(offset, target);
    }

    @Override
    public void write(long offset, ByteBuffer source, boolean durable) throws IOException {
        client.write(offset, source, durable);
    }

    @Override
    public void flush() throws IOException {
        client.flush();
    }

    @Override
    public void close() {
        client.close();
    }
}
