package dev.tenantry.integrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

/** A server that others ask by HTTP, and that keeps what it was asked. */
public final class OtherSide implements AutoCloseable {

    /** A request as it came in. @param headers by name, of those that matter */
    public record Asked(
            String method,
            String path,
            String authorization,
            String contentType,
            String apiKey,
            String idempotencyKey,
            String body) {}

    /** What is said to it. */
    public record Said(int status, String body, @Nullable String contentType) {

        public Said(int status, String body) {
            this(status, body, null);
        }
    }

    private final HttpServer server;
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Function<Asked, Said> answering = _ -> new Said(200, "{}");

    public OtherSide() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    public String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public OtherSide says(Function<Asked, Said> other) {
        answering = other;
        return this;
    }

    public OtherSide says(int status, String body) {
        return says(_ -> new Said(status, body));
    }

    public List<Asked> asked() {
        return asked;
    }

    public Asked last() {
        return asked.getLast();
    }

    private void receive(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var request = new Asked(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
                String.valueOf(headers.getFirst("Authorization")), String.valueOf(headers.getFirst("Content-Type")),
                String.valueOf(headers.getFirst("X-Api-Key")), String.valueOf(headers.getFirst("Idempotency-Key")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        asked.add(request);
        var said = answering.apply(request);
        // A list of models is one also where a test has nothing to say.
        var body = said.body.equals("{}") && request.path.endsWith("/models") ? "{\"data\":[]}" : said.body;
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        if (said.contentType != null) {
            exchange.getResponseHeaders().add("Content-Type", said.contentType);
        }
        exchange.sendResponseHeaders(said.status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
