package dev.tenantry.integrations.inbound;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.WebhookRefusal;
import dev.tenantry.shared.crypto.Digests;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.text.Texts;

/** How messages to an address show whose they are, and what is kept of them. @param stated as a workflow's trigger states it */
record Verification(Verifier verifier, JsonNode stated) {

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int LONGEST_ID = 255;
    private static final int LONGEST_TYPE = 200;
    private static final int LONGEST_HEADER = 1_000;
    private static final String DIGEST = "sha256:";
    static final String ID_HEADER = "idHeader";
    private static final String TOKEN_HEADER = "tokenHeader";
    private static final String UNNAMED = "message";

    /** How far from now a time may be that is signed, and for how long a message is known that has no id, or by its content. */
    Duration window() {
        return stated.has("replayWindow") ? Duration.parse(stated.path("replayWindow").asString()) : WINDOW;
    }

    /** Why the message is not known to be signed with one of the secrets, not long ago; null where it is. */
    @Nullable
    WebhookRefusal refusal(List<Secret> secrets, Message message, Instant now) {
        if (secrets.isEmpty()) {
            return WebhookRefusal.NO_SECRET;
        }
        var shown = message.header(verifier.header(stated));
        if (shown == null || shown.isBlank()) {
            return WebhookRefusal.UNSIGNED;
        }
        var proof = proof(message);
        if (proof != null && proof.time() != null && isTime(proof.time()) && !isRecent(proof.time(), now)) {
            return WebhookRefusal.EXPIRED;
        }
        return proof != null && (proof.time() == null || isTime(proof.time()))
                && proof.isBy(secrets.stream().map(verifier::key).toList()) ? null : WebhookRefusal.MISMATCH;
    }

    /** What cannot be read proves nothing, and is not told why before it has. */
    private @Nullable Proof proof(Message message) {
        try {
            return verifier.proof(stated, message);
        } catch (ProblemException _) {
            return null;
        }
    }

    private static boolean isTime(String time) {
        return time.matches("\\d{1,11}");
    }

    private boolean isRecent(String time, Instant now) {
        return Duration.between(Instant.ofEpochSecond(Long.parseLong(time)), now).abs().compareTo(window()) <= 0;
    }

    /** Of what is signed, which nobody else can say under an id that is not signed; null where that is. */
    @Nullable
    String signedHash(Message message) {
        var proof = verifier.signsId() ? null : proof(message);
        return proof == null
                ? null
                : Digests.fingerprint(
                        Digests.fingerprint(verifier.content(message, proof)) + " " + verifier.variant(message));
    }

    /** What the sender calls it; null where it does not. */
    @Nullable
    String name(Message message, JsonNode body) {
        var name = verifier.id(stated, message, body);
        if (name == null || name.isBlank()) {
            return null;
        }
        return name.length() > LONGEST_ID ? DIGEST + Digests.fingerprint(name) : name;
    }

    /** What it is called that has no name. @param payload its body */
    String digest(Message message, String payload) {
        return DIGEST + Digests.fingerprint(payload + verifier.variant(message));
    }

    String type(Message message, JsonNode body) {
        var type = verifier.type(message, body);
        return type == null || type.isBlank() ? UNNAMED : Texts.beginning(type, LONGEST_TYPE);
    }

    /** The headers of a message that are kept. */
    Map<String, String> keptOf(Message message) {
        var headers = new LinkedHashMap<String, String>();
        for (var name : kept()) {
            var value = message.header(name);
            if (value != null) {
                headers.put(name, Texts.beginning(value, LONGEST_HEADER));
            }
        }
        return headers;
    }

    /** In which the signature is. */
    String header() {
        return verifier.header(stated);
    }

    boolean isKnownByContent() {
        return verifier.isKnownByContent(stated);
    }

    /** Since when a message is known by its content. */
    Instant knownSince(Instant now) {
        return verifier.isKnownForGood() ? Instant.EPOCH : now.minus(window());
    }

    /** The names of headers that are kept, in lower case: none that proves something. */
    SortedSet<String> kept() {
        var names = new TreeSet<>(verifier.kept());
        names.add("content-type");
        stated.path("headers").forEach(name -> names.add(name.asString().toLowerCase(Locale.ROOT)));
        names.removeIf(name -> verifier.proves(stated, name));
        return names;
    }

    /** What of it would show a secret, or prove nothing: at {@code trigger}. */
    List<FieldError> faults() {
        var faults = new ArrayList<FieldError>();
        var id = stated.path(ID_HEADER).asString("");
        if (verifier.proves(stated, id)) {
            faults.add(new FieldError("trigger." + ID_HEADER, "secret",
                    "the header " + id + " proves whose a message is, and what it holds must not be kept"));
        }
        var token = stated.path(TOKEN_HEADER).asString("");
        if (HeaderNames.isOfClients(token)) {
            faults.add(new FieldError("trigger." + TOKEN_HEADER, "no-secret",
                    "clients set the header " + token + " by themselves, so that it holds no secret"));
        }
        return faults;
    }
}
