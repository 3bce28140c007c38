package dev.tenantry.integrations.inbound;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** As Shopify signs. */
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
        return message.header("x-shopify-event-id");
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
