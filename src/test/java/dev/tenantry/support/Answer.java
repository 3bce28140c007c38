package dev.tenantry.support;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An HTTP answer as a test reads it. */
public record Answer(HttpResponse<byte[]> response) {

    private static final JsonMapper JSON = new JsonMapper();

    public int status() {
        return response.statusCode();
    }

    public String text() {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    /** The body as JSON; a missing node where there is none. */
    public JsonNode json() {
        return response.body().length == 0 ? JSON.missingNode() : JSON.readTree(response.body());
    }

    /** The value at a JSON pointer, as text. */
    public String at(String pointer) {
        return json().at(pointer).asString("");
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The id of a created resource. */
    public String id() {
        return at("/id");
    }

    /** Fails with the whole answer where the status is another one. */
    public Answer expect(int status) {
        if (status() != status) {
            throw new AssertionError("expected " + status + " but got " + status() + " for "
                    + Objects.toString(response.request().uri()) + ": " + text());
        }
        return this;
    }
}
