package dev.tenantry.integrations.inbound;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.Secret;

/** How messages to an address show whose they are, and what is kept of them. @param stated as a workflow's trigger states it */
record Verification(Verifier verifier, JsonNode stated) {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    /** How far from now a time may be that is signed, and for how long a message is known that has no id, or by its content. */
    Duration window() {
        return stated.has("replayWindow") ? Duration.parse(stated.path("replayWindow").asString()) : WINDOW;
    }

    /** Whether the message was signed with one of the secrets, not long ago. */
    boolean holds(List<Secret> secrets, Message message, Instant now) {
        var proof = verifier.proof(stated, message);
        return proof != null && (proof.time() == null || isRecent(proof.time(), now))
                && proof.isBy(secrets.stream().map(verifier::key).toList());
    }

    private boolean isRecent(String time, Instant now) {
        return time.matches("\\d{1,11}")
                && Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs().compareTo(window()) <= 0;
    }

    String header() {
        return verifier.header(stated);
    }

    @Nullable
    String id(Message message, JsonNode body) {
        return verifier.id(stated, message, body);
    }

    /** Of what is signed, which nobody else can say under an id that is not signed; null where that is. */
    @Nullable
    String signedHash(Message message) {
        var proof = verifier.signsId() ? null : verifier.proof(stated, message);
        return proof == null
                ? null
                : Digests.fingerprint(Digests.fingerprint(new String(proof.signed(), StandardCharsets.UTF_8)) + " "
                        + verifier.variant(message));
    }

    boolean isKnownByContent() {
        return verifier.isKnownByContent(stated);
    }

    /** Headers that are kept, in lower case. */
    Set<String> kept() {
        return Stream
                .concat(verifier.kept().stream(),
                        stated.path("headers").valueStream().map(name -> name.asString().toLowerCase(Locale.ROOT)))
                .collect(Collectors.toSet());
    }
}
