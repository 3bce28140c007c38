package dev.tenantry.integrations.inbound;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** As Stripe signs. */
@Component
class StripeVerifier implements Verifier {

    @Override
    public String name() {
        return "stripe";
    }

    @Override
    public String description() {
        return "Stripe's; the signing secret of the endpoint there";
    }

    @Override
    public String header(JsonNode stated) {
        return "stripe-signature";
    }

    @Override
    public @Nullable Proof proof(JsonNode stated, Message message) {
        var sent = message.header(header(stated));
        if (sent == null) {
            return null;
        }
        var parts = List.of(sent.split(","));
        return parts.stream()
                .filter(part -> part.startsWith("t="))
                .findFirst()
                .map(part -> part.substring(2))
                .map(time -> Proof.of(Proof.hex(parts, "v1="), time + ".", message.body(), time))
                .orElse(null);
    }

    @Override
    public @Nullable String id(JsonNode stated, Message message, JsonNode body) {
        return body.path("id").asString(null);
    }

    @Override
    public boolean signsId() {
        return true;
    }
}
