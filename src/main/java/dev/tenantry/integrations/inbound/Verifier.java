package dev.tenantry.integrations.inbound;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.crypto.Secret;

/**
 * How a service shows that a message is its own: one class each, by whose name workflows' triggers state it, and by which an integration
 * is told whose provider is called so. What is stated is what the trigger does.
 */
interface Verifier {

    String CUSTOM = "custom";

    /** How it is answered that a message was accepted. */
    enum Answer {
        /** What we know of it. */
        JSON,
        /** Nothing: what was there would be shown to somebody. */
        NOTHING,
        /** A document of TwiML that asks for nothing: anything else is an error of ours there. */
        TWIML
    }

    /** Such as {@code github}. */
    String name();

    /** Whose messages these are, and what the secret is, as triggers' schema is to say it. */
    String description();

    /** The header that proves it, which is not kept. */
    String header(JsonNode stated);

    /** What the message shows; null where it shows nothing. */
    @Nullable
    Proof proof(JsonNode stated, Message message);

    /** By which one that is sent again is known, of those with the same body where {@link #signsId} says no; null: by its body. */
    @Nullable
    String id(JsonNode stated, Message message, JsonNode body);

    /** What stands in the header that is stated for the id, where that one proves nothing. */
    default @Nullable String statedId(JsonNode stated, Message message) {
        var name = stated.path(Verification.ID_HEADER).asString(null);
        return name == null || proves(stated, name) ? null : message.header(name);
    }

    /** Whether a header holds what is nobody's to see, by which messages are verified here or anywhere. */
    default boolean proves(JsonNode stated, String name) {
        return name.equalsIgnoreCase(header(stated)) || HeaderNames.isCredential(name);
    }

    /** Whether nobody but the sender can give a message that id. */
    default boolean signsId() {
        return false;
    }

    /**
     * Whether one that comes again under another id, which is not signed, is the same message for as long as {@link Verification#window}: so
     * nobody can send again what they have seen. A sender may mean two that say the same.
     */
    default boolean isKnownByContent(JsonNode stated) {
        return stated.path("knownBy").asString("id").equals("content");
    }

    /** Whether that is so however late it comes, as nothing that is signed says when it was. */
    default boolean isKnownForGood() {
        return false;
    }

    /** Of what is signed, what is the same wherever the message is sent. @param proof its own */
    default String content(Message message, Proof proof) {
        return new String(proof.signed().getFirst(), StandardCharsets.UTF_8);
    }

    /** What tells messages apart that have the same signature, though nobody has signed it. */
    default String variant(Message message) {
        return "";
    }

    /** What it is about; null where nothing says it. */
    default @Nullable String type(Message message, JsonNode body) {
        return body.path("type").asString(null);
    }

    /** Where its messages are from, as lists have it; custom: nobody of whom we know. */
    default String source() {
        return name();
    }

    /** Whether a form of its own has JSON in the field {@code payload}, which is what it says. */
    default boolean wrapsJson() {
        return false;
    }

    /** What the sender wants to hear where a message was accepted. */
    default Answer answer() {
        return Answer.JSON;
    }

    /** Headers that are kept besides those that are stated, in lower case. */
    default Set<String> kept() {
        return Set.of();
    }

    /** Whether the secret is one that we can make, and the sender takes; else it is the sender's. */
    default boolean takesOurSecrets() {
        return false;
    }

    default byte[] key(Secret secret) {
        return secret.value().getBytes(StandardCharsets.UTF_8);
    }

    /** Why this cannot be a secret; null where it can. */
    default @Nullable String fault(Secret stated) {
        return stated.value().length() < 16 ? "a secret has 16 characters at least" : null;
    }

    /** Whether the service has a message mean anything besides what workflows make of it: that is heeded also where these are told nothing. */
    default boolean heeds(JsonNode body) {
        return false;
    }

    /** Does what it means besides: once, in the transaction that keeps it. */
    default void heed(UUID receiver, JsonNode body) {}

    /** What that takes, {@code resource:action}: whoever knows the secret can have it done. */
    default Set<String> permissions() {
        return Set.of();
    }

    /** What is to be answered where this is no message, but the question whether this is the address; null where it is one. */
    default @Nullable String challenge(JsonNode body) {
        return null;
    }
}
