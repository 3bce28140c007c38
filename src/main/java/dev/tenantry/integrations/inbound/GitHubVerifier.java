package dev.tenantry.integrations.inbound;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** As GitHub signs: the body alone. One that it delivers again has the same id. */
@Component
class GitHubVerifier implements Verifier {

    private static final String EVENT = "x-github-event";

    @Override
    public String name() {
        return "github";
    }

    @Override
    public boolean wrapsJson() {
        return true;
    }

    @Override
    public String description() {
        return "GitHub's, whose {{trigger.headers.x-github-event}} is kept; the secret of the webhook there";
    }

    @Override
    public String header(JsonNode stated) {
        return "x-hub-signature-256";
    }

    @Override
    public @Nullable Proof proof(JsonNode stated, Message message) {
        var sent = message.header(header(stated));
        return sent == null ? null : Proof.of(Proof.hex(List.of(sent), "sha256="), "", message.body(), null);
    }

    @Override
    public @Nullable String id(JsonNode stated, Message message, JsonNode body) {
        return message.header("x-github-delivery");
    }

    @Override
    public @Nullable String type(Message message, JsonNode body) {
        return message.header(EVENT);
    }

    @Override
    public Set<String> kept() {
        return Set.of(EVENT);
    }

    @Override
    public boolean takesOurSecrets() {
        return true;
    }
}
