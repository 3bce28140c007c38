package dev.tenantry.integrations.inbound;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** By a secret that each message has in a header as it is, as GitLab's and Telegram's have. */
@Component
class TokenVerifier implements Verifier {

    @Override
    public String name() {
        return "token";
    }

    @Override
    public String source() {
        return CUSTOM;
    }

    @Override
    public String description() {
        return "by the secret itself in the header tokenHeader, as GitLab (X-Gitlab-Token) and Telegram (X-Telegram-Bot-Api-Secret-Token) send it, "
                + "which is weaker than a signature: whoever sees one message can make others; take another one where the sender signs";
    }

    @Override
    public String header(JsonNode stated) {
        return stated.path("tokenHeader").asString("X-Token");
    }

    @Override
    public @Nullable Proof proof(JsonNode stated, Message message) {
        var sent = message.header(header(stated));
        return sent == null ? null : Proof.token(sent, message.body());
    }

    @Override
    public @Nullable String id(JsonNode stated, Message message, JsonNode body) {
        return statedId(stated, message);
    }

    @Override
    public boolean takesOurSecrets() {
        return true;
    }
}
