package dev.tenantry.integrations.inbound;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** As Slack signs events, commands and interactions. */
@Component
class SlackVerifier implements Verifier {

    @Override
    public String name() {
        return "slack";
    }

    @Override
    public boolean wrapsJson() {
        return true;
    }

    @Override
    public Answer answer() {
        return Answer.NOTHING;
    }

    @Override
    public String description() {
        return "Slack's, whose question whether this is the address is answered; the signing secret of the app there";
    }

    @Override
    public String header(JsonNode stated) {
        return "x-slack-signature";
    }

    @Override
    public @Nullable Proof proof(JsonNode stated, Message message) {
        var sent = message.header(header(stated));
        var time = message.header("x-slack-request-timestamp");
        return sent == null || time == null
                ? null
                : Proof.of(Proof.hex(List.of(sent), "v0="), "v0:" + time + ":", message.body(), time);
    }

    @Override
    public @Nullable String id(JsonNode stated, Message message, JsonNode body) {
        return body.path("event_id").asString(body.path("trigger_id").asString(null));
    }

    @Override
    public boolean signsId() {
        return true;
    }

    /** Events come in an envelope of one type; commands have none. */
    @Override
    public @Nullable String type(Message message, JsonNode body) {
        var own = body.path("event").path("type").asString(Verifier.super.type(message, body));
        return own == null ? body.path("command").asString(null) : own;
    }

    @Override
    public @Nullable String challenge(JsonNode body) {
        return body.path("type").asString("").equals("url_verification") ? body.path("challenge").asString(null) : null;
    }
}
