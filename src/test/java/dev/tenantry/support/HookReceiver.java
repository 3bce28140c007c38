package dev.tenantry.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/** A receiver of webhooks that keeps what it gets. */
public final class HookReceiver implements AutoCloseable {

    /** A request as it came in. */
    public record Delivery(String path, String id, String timestamp, String signature, String body) {}

    /** How to answer a request. */
    public interface Answering {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final int port;
    private HttpServer server;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private volatile Answering answering = exchange -> answer(exchange, 200, "thanks");
    private volatile @Nullable CountDownLatch hold;

    public HookReceiver() {
        server = listen(0);
        port = server.getAddress().getPort();
    }

    private HttpServer listen(int at) {
        try {
            var listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
            listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            listening.createContext("/", this::receive);
            listening.start();
            return listening;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Nobody listens any more, until it comes back. */
    public void goDown() {
        server.stop(0);
    }

    /** At the same port. */
    public void comeBack() {
        server = listen(port);
    }

    public String url(String path) {
        return "http://localhost:" + port + path;
    }

    public List<Delivery> deliveries() {
        return deliveries;
    }

    public List<Delivery> deliveries(String path) {
        return deliveries.stream().filter(delivery -> delivery.path.equals(path)).toList();
    }

    public void answerWith(Answering other) {
        answering = other;
    }

    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /** From now on requests are received and not answered. */
    public void holdAnswers() {
        hold = new CountDownLatch(1);
    }

    public void releaseAnswers() {
        var held = hold;
        hold = null;
        if (held != null) {
            held.countDown();
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        deliveries.add(new Delivery(exchange.getRequestURI().getPath(), String.valueOf(headers.getFirst("webhook-id")),
                String.valueOf(headers.getFirst("webhook-timestamp")),
                String.valueOf(headers.getFirst("webhook-signature")), body));
        var held = hold;
        if (held != null) {
            try {
                held.await();
            } catch (InterruptedException _) {
                return;
            }
        }
        answering.answer(exchange);
    }

    @Override
    public void close() {
        releaseAnswers();
        server.stop(0);
    }
}
