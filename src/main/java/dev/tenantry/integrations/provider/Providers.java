package dev.tenantry.integrations.provider;

import java.net.URISyntaxException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.integrations.Operation;
import dev.tenantry.integrations.Operation.SendMail;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.http.Confidential;
import dev.tenantry.shared.http.EgressGuard;
import dev.tenantry.shared.http.EgressUrl;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.shared.problem.SchemaErrors;
import dev.tenantry.shared.web.AssembledSchema;

/** What can be integrated with, and what is said of all of it together. */
@Component
public class Providers implements AssembledSchema {

    /** Where the form of any provider's configuration is described. */
    public static final String CONFIGURATION = Providers.PATH + "#/properties/configuration";

    /** What providers call the URL of what they talk to. */
    private static final List<String> BASES = List.of("url", "baseUrl");
    private static final String HOST = "host";
    private static final Pattern QUERY = Pattern.compile("[?#]");
    private static final String PATH = "/integrations/integration.schema.json";
    private static final String CREDENTIALS = "credentials";
    private static final String SENDER = "from";
    private static final int MOST_ERRORS = 20;

    private final SortedMap<String, Known> known = new TreeMap<>();

    private record Known(Provider provider, ObjectNode json, Schema schema) {}

    Providers(List<Provider> providers) {
        var config = SchemaRegistryConfig.builder().locale(Locale.ENGLISH).build();
        var registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemaRegistryConfig(config));
        for (var provider : providers) {
            var json = (ObjectNode) new JsonMapper().readTree(provider.schema());
            demandSender(provider, json);
            if (known.put(provider.name(), new Known(provider, shown(json), registry.getSchema(json))) != null) {
                throw new IllegalStateException("there are two providers " + provider.name());
            }
        }
    }

    /** What is shorter could not be told from the rest of what the other side says, in which nobody is to read it. */
    private static List<FieldError> tooShort(Map<String, Secret> credentials) {
        return credentials.entrySet()
                .stream()
                .filter(one -> Confidential.isTooShort(one.getValue().value()))
                .map(one -> new FieldError(CREDENTIALS + "." + one.getKey(), "too-short",
                        "a credential has " + Confidential.SHORTEST + " characters at least"))
                .toList();
    }

    /** With the length that credentials have to have. */
    private static ObjectNode shown(ObjectNode schema) {
        var shown = schema.deepCopy();
        shown.at("/properties/" + CREDENTIALS + "/properties").forEach(one -> {
            if (one.path("minLength").asInt() < Confidential.SHORTEST) {
                ((ObjectNode) one).put("minLength", Confidential.SHORTEST);
            }
        });
        return shown;
    }

    /** Mails are from whom the configuration says. */
    private static void demandSender(Provider provider, ObjectNode schema) {
        var configuration = schema.path("properties").path("configuration");
        var isRequired = configuration.path("required").valueStream().anyMatch(name -> name.asString().equals(SENDER));
        if (provider.operations().contains(SendMail.class)
                && !(isRequired
                        && configuration.path("properties").path(SENDER).path("type").asString("").equals("string"))) {
            throw new IllegalStateException(
                    "provider " + provider.name() + " sends mails, and demands no text 'from' in its configuration");
        }
    }

    /** By name. */
    public Collection<String> names() {
        return known.keySet();
    }

    public Optional<Provider> find(String name) {
        return Optional.ofNullable(known.get(name)).map(Known::provider);
    }

    /** Those that do such operations. */
    public List<String> doing(Class<? extends Operation> operation) {
        return known.entrySet()
                .stream()
                .filter(provider -> provider.getValue().provider.operations().contains(operation))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The JSON Schema of what the provider takes. @param name of one that there is */
    public JsonNode schema(String name) {
        return of(name).json;
    }

    /**
     * What is wrong with what the provider is told.
     *
     * @param name        of one that there is
     * @param credentials null: nothing is said of them
     */
    public List<FieldError> faults(String name, JsonNode configuration, @Nullable Map<String, Secret> credentials) {
        var schema = of(name).schema;
        var told = new JsonMapper().createObjectNode();
        told.set("configuration", configuration);
        if (credentials != null) {
            var stated = told.putObject(CREDENTIALS);
            credentials.forEach((credential, secret) -> stated.put(credential, secret.value()));
        }
        var faults = SchemaErrors.translate(schema.validate(told), schema.getSchemaNode())
                .stream()
                .filter(fault -> credentials != null || !fault.field().equals(CREDENTIALS))
                .limit(MOST_ERRORS)
                .toList();
        if (faults.isEmpty() && credentials != null) {
            faults = tooShort(credentials);
        }
        if (faults.isEmpty()) {
            faults = endless(configuration);
        }
        if (faults.isEmpty()) {
            faults = misread(configuration);
        }
        return faults.isEmpty() ? of(name).provider.faults(configuration) : faults;
    }

    /** Paths are put behind what a provider calls so, whichever it is. */
    private static List<FieldError> endless(JsonNode configuration) {
        return BASES.stream()
                .filter(base -> QUERY.matcher(configuration.path(base).asString("")).find())
                .map(base -> new FieldError("configuration." + base, "invalid-url",
                        "this URL has neither a query nor a fragment: requests go to paths below it"))
                .toList();
    }

    /** What some read as another address than others do. A URL that is none is told when it is asked. */
    private static List<FieldError> misread(JsonNode configuration) {
        return Stream.concat(BASES.stream(), Stream.of(HOST))
                .flatMap(name -> Optional.ofNullable(hostFault(name, configuration.path(name).asString("")))
                        .map(fault -> new FieldError("configuration." + name,
                                name.equals(HOST) ? "invalid-address" : "invalid-url", fault))
                        .stream())
                .toList();
    }

    private static @Nullable String hostFault(String name, String stated) {
        try {
            var host = name.equals(HOST) ? stated : EgressUrl.parse(stated).getHost();
            return host == null ? null : EgressGuard.hostFault(host);
        } catch (URISyntaxException _) {
            return null;
        }
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public JsonNode content() {
        var schema = new JsonMapper().createObjectNode();
        var definitions = schema.putObject("$defs");
        var any = schema.putObject("properties")
                .putObject("configuration")
                .put("description", "what the provider is told; each has a form of its own: "
                        + known.keySet().stream().collect(Collectors.joining(", ")))
                .putArray("anyOf");
        ((ObjectNode) schema.at("/properties/configuration")).putArray("examples")
                .addObject()
                .put("url", "https://stock.example.com/api");
        known.forEach((name, provider) -> {
            definitions.set(name, provider.json.at("/properties/configuration"));
            any.addObject().put("$ref", "#/$defs/" + name);
        });
        return schema;
    }

    private Known of(String name) {
        var found = known.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no provider " + name);
        }
        return found;
    }
}
