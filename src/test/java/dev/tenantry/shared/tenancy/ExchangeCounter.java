package dev.tenantry.shared.tenancy;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and PostgreSQL and counts their exchanges: each ends with one ReadyForQuery of the server. It is
 * counted before it is passed on, so whoever has its answer finds it counted.
 */
final class ExchangeCounter implements AutoCloseable {

    private static final int READY_FOR_QUERY = 'Z';

    private final ServerSocket listener;
    private final String host;
    private final int port;
    private final AtomicInteger exchanges = new AtomicInteger();

    ExchangeCounter(String host, int port) {
        this.host = host;
        this.port = port;
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The exchanges that take place while the work runs. */
    int during(Runnable work) {
        var before = exchanges.get();
        work.run();
        return exchanges.get() - before;
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        try {
            while (true) {
                var client = listener.accept();
                var server = new Socket(host, port);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> passOn(client, server, ExchangeCounter::copy));
                Thread.ofVirtual().start(() -> passOn(server, client, this::copyCounting));
            }
        } catch (IOException closed) {
            // No more connections are wanted.
        }
    }

    private interface Copying {
        void copy(InputStream from, OutputStream to) throws IOException;
    }

    private static void passOn(Socket from, Socket to, Copying copying) {
        try (from; to) {
            copying.copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException ended) {
            // One side has closed; so does the other.
        }
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        from.transferTo(to);
    }

    private void copyCounting(InputStream from, OutputStream to) throws IOException {
        var messages = new DataInputStream(new BufferedInputStream(from));
        for (int type = messages.read(); type >= 0; type = messages.read()) {
            var length = messages.readInt();
            var body = messages.readNBytes(length - Integer.BYTES);
            if (type == READY_FOR_QUERY) {
                exchanges.incrementAndGet();
            }
            to.write(type);
            to.write(new byte[]{(byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length});
            to.write(body);
            to.flush();
        }
    }
}
