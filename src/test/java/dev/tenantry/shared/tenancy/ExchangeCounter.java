package dev.tenantry.shared.tenancy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and PostgreSQL and counts their exchanges: the client speaks, then waits for the server. What the
 * client sends is counted before it is passed on, so whoever has its answer finds it counted.
 */
final class ExchangeCounter implements AutoCloseable {

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
                var serverSpoke = new AtomicBoolean(true);
                Thread.ofVirtual().start(() -> passOn(client, server, () -> {
                    if (serverSpoke.getAndSet(false)) {
                        exchanges.incrementAndGet();
                    }
                }));
                Thread.ofVirtual().start(() -> passOn(server, client, () -> serverSpoke.set(true)));
            }
        } catch (IOException closed) {
            // No more connections are wanted.
        }
    }

    private static void passOn(Socket from, Socket to, Runnable whenSpeaking) {
        var buffer = new byte[1 << 16];
        try (from; to) {
            var input = from.getInputStream();
            for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
                whenSpeaking.run();
                to.getOutputStream().write(buffer, 0, length);
            }
        } catch (IOException ended) {
            // One side has closed; so does the other.
        }
    }
}
