package dev.tenantry.integrations.inbound;

import java.util.Base64;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.crypto.Secret;

/** After <a href="https://www.standardwebhooks.com">Standard Webhooks</a>. */
@Component
class StandardVerifier implements Verifier {

    private static final String ID = "webhook-id";
    private static final String PREFIX = "whsec_";

    @Override
    public String name() {
        return "standard";
    }

    @Override
    public String source() {
        return CUSTOM;
    }

    @Override
    public String description() {
        return "as Standard Webhooks have it; the key is what the Base64 behind whsec_ stands for";
    }

    @Override
    public String header(JsonNode stated) {
        return "webhook-signature";
    }

    @Override
    public @Nullable Proof proof(JsonNode stated, Message message) {
        var sent = message.header(header(stated));
        var id = message.header(ID);
        var time = message.header("webhook-timestamp");
        return sent == null || id == null || time == null
                ? null
                : Proof.of(Proof.base64(List.of(sent.split(" ")), "v1,"), id + "." + time + ".", message.body(), time);
    }

    @Override
    public @Nullable String id(JsonNode stated, Message message, JsonNode body) {
        return message.header(ID);
    }

    @Override
    public boolean signsId() {
        return true;
    }

    @Override
    public boolean takesOurSecrets() {
        return true;
    }

    /** Empty where it is none. */
    @Override
    public byte[] key(Secret secret) {
        try {
            return Base64.getDecoder()
                    .decode(secret.value().startsWith(PREFIX) ? secret.value().substring(PREFIX.length()) : "");
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    @Override
    public @Nullable String fault(Secret stated) {
        var length = key(stated).length;
        return length >= 24 && length <= 64
                ? null
                : "a secret of Standard Webhooks is whsec_ and the base64 of 24 to 64 bytes";
    }
}
