package dev.tenantry.bench.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of the application for preparation; what is measured goes through {@link LoadGenerator}. */
public final class ApiClient implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final String origin;

    public ApiClient(int port) {
        origin = "http://127.0.0.1:" + port;
    }

    public JsonNode get(String path, Map<String, String> headers) {
        return call(request(path, headers).GET());
    }

    public JsonNode post(String path, Map<String, String> headers, Object body) {
        return send("POST", path, headers, "application/json", BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    public JsonNode send(String method, String path, Map<String, String> headers, String contentType,
            BodyPublisher body) {
        return call(request(path, headers).header("Content-Type", contentType).method(method, body));
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpRequest.Builder request(String path, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(origin + path)).timeout(Duration.ofMinutes(5));
        headers.forEach(request::header);
        return request;
    }

    private JsonNode call(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("%s answered %d: %s".formatted(response.uri(), response.statusCode(),
                        response.body()));
            }
            return response.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
