package dev.tenantry.bench.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between a client and the database, passes everything on and notes the exchanges: the client speaks, then waits
 * for the database. A new exchange begins whenever the client speaks after the database did.
 */
public final class ExchangeCounter implements AutoCloseable {
    private static final int MOST_NOTED = 100_000;

    private final int databasePort;
    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean noting;

    public ExchangeCounter(int databasePort) {
        this.databasePort = databasePort;
        try {
            listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("exchange-counter").start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The exchanges that end while the work runs, of every connection through this counter. */
    public List<Exchange> during(Runnable work) {
        exchanges.clear();
        noting = true;
        try {
            work.run();
        } finally {
            noting = false;
        }
        if (exchanges.size() >= MOST_NOTED) {
            throw new IllegalStateException("more than " + MOST_NOTED + " exchanges: count a shorter time");
        }
        return List.copyOf(exchanges);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (var socket : new ArrayList<>(sockets)) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                var client = listener.accept();
                var database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
                sockets.add(client);
                sockets.add(database);
                client.setTcpNoDelay(true);
                database.setTcpNoDelay(true);
                var conversation = new Conversation();
                pump(client, database, conversation::clientSpoke);
                pump(database, client, conversation::databaseSpoke);
            }
        } catch (IOException e) {
            // Closed: nothing more to accept.
        }
    }

    private void pump(Socket from, Socket to, Listener listening) {
        Thread.ofPlatform().daemon().start(() -> {
            try (from; to) {
                var buffer = new byte[64 * 1024];
                for (int read; (read = from.getInputStream().read(buffer)) >= 0;) {
                    listening.spoke(buffer, read);
                    to.getOutputStream().write(buffer, 0, read);
                }
            } catch (IOException e) {
                // One side went away: closing both tells the other.
            } finally {
                sockets.remove(from);
                sockets.remove(to);
            }
        });
    }

    private interface Listener {
        void spoke(byte[] bytes, int length) throws IOException;
    }

    /** Both directions of one connection; the two pumps call in turn, but from two threads. */
    private final class Conversation {
        private final FrontendMessages messages = new FrontendMessages();
        private boolean clientSpeaks;

        synchronized void clientSpoke(byte[] bytes, int length) throws IOException {
            messages.accept(bytes, length);
            clientSpeaks = true;
        }

        synchronized void databaseSpoke(byte[] bytes, int length) {
            if (clientSpeaks) {
                clientSpeaks = false;
                var statements = messages.takeStatements();
                if (noting && exchanges.size() < MOST_NOTED) {
                    exchanges.add(new Exchange(messages.role(), statements));
                }
            }
        }
    }
}
