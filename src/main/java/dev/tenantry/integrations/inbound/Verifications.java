package dev.tenantry.integrations.inbound;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.integrations.WebhookAddress.Refused;
import dev.tenantry.integrations.WebhookRefusal;
import dev.tenantry.integrations.WebhookVerifications;
import dev.tenantry.shared.problem.FieldError;

/** The ways that there are in which messages show whose they are. */
@Component
class Verifications implements WebhookVerifications {

    private static final String NAME = "verification";

    private final SortedMap<String, Verifier> byName = new TreeMap<>();
    private final JsonMapper json;

    /** @throws IllegalStateException where two have the same name */
    Verifications(List<Verifier> verifiers, JsonMapper json) {
        this.json = json;
        for (var verifier : verifiers) {
            if (byName.put(verifier.name(), verifier) != null) {
                throw new IllegalStateException("two classes verify messages as " + verifier.name());
            }
        }
    }

    @Override
    public SortedMap<String, String> descriptions() {
        var descriptions = new TreeMap<String, String>();
        byName.forEach((name, verifier) -> descriptions.put(name, verifier.description()));
        return descriptions;
    }

    @Override
    public SortedSet<String> kept(JsonNode trigger) {
        return read(trigger).kept();
    }

    @Override
    public List<FieldError> faults(JsonNode trigger) {
        return read(trigger).faults();
    }

    private Verification read(JsonNode stated) {
        return new Verification(Objects.requireNonNull(byName.get(stated.path(NAME).asString())), stated);
    }

    /** Reads what a workflow's trigger states, or {@link #ofProvider}. */
    Verification read(String stated) {
        return read(json.readTree(stated));
    }

    /** Reads what is kept of messages that were not verified, the last reason first. */
    List<Refused> refusals(String kept) {
        return json.readTree(kept)
                .propertyStream()
                .map(one -> new Refused(WebhookRefusal.of(one.getKey()), one.getValue().path("count").asLong(),
                        Instant.parse(one.getValue().path("lastAt").asString())))
                .sorted(Comparator.comparing(Refused::lastAt).reversed())
                .toList();
    }

    /** Whether integrations by this provider can be told something. */
    boolean areOfProvider(String provider) {
        return byName.containsKey(provider);
    }

    /** What is stated of an address of an integration's. */
    String ofProvider(String provider) {
        return json.createObjectNode().put(NAME, provider).toString();
    }
}
