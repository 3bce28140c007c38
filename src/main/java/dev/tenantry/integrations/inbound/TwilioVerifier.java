package dev.tenantry.integrations.inbound;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

import dev.tenantry.shared.crypto.Digests;

/**
 * As Twilio signs: the address with the fields of a form, or, where the body is something else, with its digest. Fields are signed in
 * whatever order they come. A text message has a signed id, of which several things can be told.
 */
@Component
class TwilioVerifier implements Verifier {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final Pattern ADDRESS = Pattern.compile("(https?)://([^/:]+|\\[[^/\\]]+\\])((?::\\d{1,5})?)(/.*)");
    private static final Pattern DIGEST = Pattern.compile("[?&]bodySHA256=([0-9a-fA-F]{64})(?:&|$)");

    private final Bodies bodies;
    private final OptOuts optOuts;

    TwilioVerifier(Bodies bodies, OptOuts optOuts) {
        this.bodies = bodies;
        this.optOuts = optOuts;
    }

    @Override
    public String name() {
        return "twilio";
    }

    @Override
    public Answer answer() {
        return Answer.TWIML;
    }

    @Override
    public String description() {
        return "Twilio's, which sign the address as it was asked for; the auth token of the account there";
    }

    @Override
    public String header(JsonNode stated) {
        return "x-twilio-signature";
    }

    @Override
    public @Nullable Proof proof(JsonNode stated, Message message) {
        var sent = message.header(header(stated));
        var besides = besides(message);
        return sent == null || besides == null
                ? null
                : new Proof(Proof.base64(List.of(sent), ""), Digests.HMAC_SHA1,
                        addresses(message).map(address -> (address + besides).getBytes(StandardCharsets.UTF_8))
                                .toList(),
                        null);
    }

    /**
     * What may have been asked for, where proxies have passed it on: the host that is theirs, or ours, and whether or not the port is said. It
     * is no matter who states these, as nobody but Twilio signs an address.
     */
    private static Stream<String> addresses(Message message) {
        var asked = ADDRESS.matcher(message.url());
        if (!asked.matches()) {
            return Stream.of(message.url());
        }
        var scheme = first(message, "x-forwarded-proto").filter(SCHEMES::contains).orElse(asked.group(1));
        var rest = asked.group(4);
        var said = first(message, "x-forwarded-host")
                .stream()
                .flatMap(host -> hosts(host, scheme))
                .map(host -> scheme + "://" + host + rest);
        var own = hosts(asked.group(2) + asked.group(3), scheme).map(host -> scheme + "://" + host + rest);
        return Stream.of(Stream.of(message.url()), said, own).flatMap(one -> one).distinct();
    }

    /** Of several proxies, what the first was asked for. */
    private static Optional<String> first(Message message, String header) {
        return Optional.ofNullable(message.header(header))
                .map(value -> value.split(",", 2)[0].strip())
                .filter(value -> !value.isEmpty());
    }

    /** As it is said, without its port, and with the one that is usual. */
    private static Stream<String> hosts(String host, String scheme) {
        var name = host.replaceFirst(":\\d{1,5}$", "");
        return Stream.of(host, name, name + (scheme.equals("https") ? ":443" : ":80"));
    }

    /** What is signed behind the address; null where nothing says what the body is. */
    private @Nullable String besides(Message message) {
        var body = new String(message.body(), StandardCharsets.UTF_8);
        var digest = DIGEST.matcher(message.url());
        if (digest.find()) {
            return Digests.fingerprint(body).equalsIgnoreCase(digest.group(1)) ? "" : null;
        }
        var type = message.header("content-type");
        return type != null && type.strip().regionMatches(true, 0, FORM, 0, FORM.length()) ? fields(body) : null;
    }

    /** By their names, each with each of its values once. */
    private String fields(String body) {
        var fields = new TreeMap<String, TreeSet<String>>();
        bodies.read(FORM, body).forEachEntry((name, value) -> {
            var values = fields.computeIfAbsent(name, _ -> new TreeSet<>());
            if (value.isArray()) {
                value.forEach(one -> values.add(one.asString()));
            } else {
                values.add(value.asString());
            }
        });
        var signed = new StringBuilder();
        fields.forEach((name, values) -> values.forEach(value -> signed.append(name).append(value)));
        return signed.toString();
    }

    /** What it signs has the id of the message or the call, and where that stands. */
    @Override
    public boolean isKnownByContent(JsonNode stated) {
        return true;
    }

    @Override
    public Set<String> permissions() {
        return OptOuts.PERMISSIONS;
    }

    @Override
    public boolean heeds(JsonNode body) {
        return OptOuts.isOne(body.path("Body").asString(""));
    }

    @Override
    public void heed(UUID receiver, JsonNode body) {
        optOuts.heed(receiver, body.path("From").asString(""), body.path("Body").asString(""));
    }

    @Override
    public boolean isKnownForGood() {
        return true;
    }

    /**
     * Without the address, which whoever sends it again can write otherwise. Names and values stand in it with nothing between them, so that
     * forms that mean something else have the same signature: these are one message, too.
     */
    @Override
    public String content(Message message, Proof proof) {
        var digest = DIGEST.matcher(message.url());
        return digest.find() ? digest.group(1).toLowerCase(Locale.ROOT) : String.valueOf(besides(message));
    }

    @Override
    public @Nullable String id(JsonNode stated, Message message, JsonNode body) {
        return body.path("MessageSid").asString(message.header("i-twilio-idempotency-token"));
    }
}
