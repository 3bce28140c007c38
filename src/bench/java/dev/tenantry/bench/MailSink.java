package dev.tenantry.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;

/** A mail server that takes all and keeps of each mail its subject and when it came. */
final class MailSink implements AutoCloseable {

    private static final String SUBJECT = "Subject: ";

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Arrival> arrivals = Collections.synchronizedList(new ArrayList<>());

    MailSink() throws IOException {
        this.server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    record Arrival(String subject, Instant at) {}

    int port() {
        return server.getLocalPort();
    }

    List<Arrival> arrivals() {
        synchronized (arrivals) {
            return List.copyOf(arrivals);
        }
    }

    int count() {
        return arrivals.size();
    }

    void clear() {
        arrivals.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                threads.execute(() -> converse(socket));
            }
        } catch (SocketException _) {
            // It is closed.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void converse(Socket socket) {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            answer(socket, "220 sink");
            for (var line = in.readLine(); line != null && !line.startsWith("QUIT"); line = in.readLine()) {
                if (line.startsWith("DATA")) {
                    answer(socket, "354 go on");
                    take(in);
                }
                answer(socket, "250 ok");
            }
            answer(socket, "221 bye");
        } catch (IOException _) {
            // Whoever does not say good-bye has nothing more to say.
        }
    }

    private void take(BufferedReader in) throws IOException {
        var subject = "";
        for (@Nullable
        String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
            if (subject.isEmpty() && line.startsWith(SUBJECT)) {
                subject = line.substring(SUBJECT.length());
            }
        }
        arrivals.add(new Arrival(subject, Instant.now()));
    }

    private static void answer(Socket socket, String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
