package dev.tenantry.integrations.inbound;

import java.util.List;
import java.util.Objects;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * As Shopify signs: the body alone, which is the same for what is told of an order under several topics. Each of these has an id of its
 * own, and all have that of their event, which is the id of what comes without one.
 */
@Component
class ShopifyVerifier implements Verifier {

    private static final String TOPIC = "x-shopify-topic";

    @Override
    public String name() {
        return "shopify";
    }

    @Override
    public String description() {
        return "Shopify's, whose {{trigger.headers.x-shopify-topic}} and x-shopify-shop-domain are kept; the client secret of the app there";
    }

    @Override
    public String header(JsonNode stated) {
        return "x-shopify-hmac-sha256";
    }

    @Override
    public @Nullable Proof proof(JsonNode stated, Message message) {
        var sent = message.header(header(stated));
        return sent == null ? null : Proof.of(Proof.base64(List.of(sent), ""), "", message.body(), null);
    }

    @Override
    public @Nullable String id(JsonNode stated, Message message, JsonNode body) {
        var own = message.header("x-shopify-webhook-id");
        var event = message.header("x-shopify-event-id");
        return own != null || event == null ? own : event + " " + variant(message);
    }

    @Override
    public String variant(Message message) {
        return Objects.requireNonNullElse(message.header(TOPIC), "");
    }

    @Override
    public @Nullable String type(Message message, JsonNode body) {
        return message.header(TOPIC);
    }

    @Override
    public Set<String> kept() {
        return Set.of(TOPIC, "x-shopify-shop-domain");
    }
}
