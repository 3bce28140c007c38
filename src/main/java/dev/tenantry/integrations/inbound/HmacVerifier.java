package dev.tenantry.integrations.inbound;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** By an HMAC-SHA-256 in a header, as many services have it. */
@Component
class HmacVerifier implements Verifier {

    @Override
    public String name() {
        return "hmac";
    }

    @Override
    public String source() {
        return CUSTOM;
    }

    @Override
    public String description() {
        return "by an HMAC-SHA-256 of the body in a header; the key is the whole secret as it is written, whsec_ included";
    }

    @Override
    public String header(JsonNode stated) {
        return stated.path("signatureHeader").asString("X-Signature");
    }

    @Override
    public @Nullable Proof proof(JsonNode stated, Message message) {
        var sent = message.header(header(stated));
        var isTimed = stated.has("timestampHeader");
        var time = message.header(stated.path("timestampHeader").asString(null));
        if (sent == null || isTimed && time == null) {
            return null;
        }
        var prefix = stated.path("signaturePrefix").asString("");
        var signatures = stated.path("signatureEncoding").asString("hex").equals("base64")
                ? Proof.base64(List.of(sent), prefix)
                : Proof.hex(List.of(sent), prefix);
        return Proof.of(signatures, isTimed ? time + "." : "", message.body(), time);
    }

    @Override
    public @Nullable String id(JsonNode stated, Message message, JsonNode body) {
        return statedId(stated, message);
    }

    /** One that signs the time means two of them, where that is another. */
    @Override
    public boolean isKnownByContent(JsonNode stated) {
        return stated.has("timestampHeader") || Verifier.super.isKnownByContent(stated);
    }

    @Override
    public boolean takesOurSecrets() {
        return true;
    }
}
