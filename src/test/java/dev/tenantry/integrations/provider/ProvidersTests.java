package dev.tenantry.integrations.provider;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.integrations.Answer;
import dev.tenantry.integrations.Operation;
import dev.tenantry.shared.problem.FieldError;
import dev.tenantry.support.ApiTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProvidersTests extends ApiTest {

    @Autowired
    private Providers providers;

    /** Whatever has no end could be as long as a body. */
    @Test
    void sayWhatTheyTakeAndHowMuchOfIt() {
        assertThat(providers.names()).contains("smtp", "twilio", "slack", "http", "openai", "stripe")
                .allSatisfy(name -> {
                    var schema = providers.schema(name);
                    var faults = new ArrayList<String>();
                    endless("", schema, faults);

                    assertThat(faults).isEmpty();
                    assertThat(schema.path("description").asString("")).isNotBlank();
                    assertThat(schema.at("/properties/credentials/properties")).allSatisfy(
                            credential -> assertThat(credential.path("type").asString()).isEqualTo("string"));
                });
    }

    /** A new property decides who sends or who receives, or it does not: somebody has to say so. */
    @Test
    void sayOfEachPropertyWhetherItDecidesWhoSendsOrReceives() {
        assertThat(providers.names()).allSatisfy(name -> {
            var provider = providers.find(name).orElseThrow();

            assertThat(Stream.concat(provider.deciding().stream(), provider.incidental().stream()))
                    .containsExactlyInAnyOrderElementsOf(
                            providers.schema(name).at("/properties/configuration/properties").propertyNames());
        });
    }

    /** Whichever calls it what: the path of a request would be part of them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            http   | {"url":"%s"}                                                          | url
            openai | {"model":"m","baseUrl":"%s"}                                          | baseUrl
            stripe | {"baseUrl":"%s"}                                                      | baseUrl
            twilio | {"accountSid":"AC1","from":"+4930123","baseUrl":"%s"}                 | baseUrl""")
    void takeNoQueryNorFragmentWherePathsArePutBehind(String name, String configuration, String field) {
        for (var end : List.of("?key=x", "#part", "?")) {
            assertThat(faults(name, configuration.formatted("https://api.example/v1" + end))).singleElement()
                    .satisfies(fault -> {
                        assertThat(fault.field()).isEqualTo("configuration." + field);
                        assertThat(fault.code()).isEqualTo("invalid-url");
                    });
        }
        assertThat(faults(name, configuration.formatted("https://api.example/v1"))).isEmpty();
    }

    @Test
    void takeNoAddressThatIsReadInSeveralWays() {
        for (var host : List.of("0177.0.0.1", "012.0.0.1", "8.8.8.010")) {
            assertThat(faults("http", "{\"url\":\"https://%s/x\"}".formatted(host))).extracting(FieldError::field)
                    .containsExactly("configuration.url");
            assertThat(faults("smtp", "{\"host\":\"%s\",\"from\":\"a@example.test\"}".formatted(host)))
                    .extracting(FieldError::field)
                    .containsExactly("configuration.host");
        }
        assertThat(faults("smtp", "{\"host\":\"127.1\",\"from\":\"a@example.test\"}")).isNotEmpty();
        assertThat(faults("smtp", "{\"host\":\"8.8.8.8\",\"from\":\"a@example.test\"}")).isEmpty();
    }

    private List<FieldError> faults(String name, String configuration) {
        return providers.faults(name, new JsonMapper().readTree(configuration), null);
    }

    /** Mails are from whom the configuration says. */
    @Test
    void demandASenderOfWhateverSendsMails() {
        var sender = new Provider() {

            @Override
            public String name() {
                return "nobodys";
            }

            @Override
            public List<IntegrationType> types() {
                return List.of(IntegrationType.EMAIL);
            }

            @Override
            public String schema() {
                return "{\"properties\": {\"configuration\": {\"properties\": {\"from\": {\"type\": \"string\"}}}}}";
            }

            @Override
            public Set<Class<? extends Operation>> operations() {
                return Set.of(Operation.SendMail.class);
            }

            @Override
            public String destination(JsonNode configuration) {
                return "";
            }

            @Override
            public Set<String> deciding() {
                return Set.of("from");
            }

            @Override
            public Answer ask(Connection connection, Operation operation) {
                return Answer.failed("", true);
            }
        };

        assertThatThrownBy(() -> new Providers(List.of(sender))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("nobodys sends mails");
    }

    @Test
    void areListedWithTheirSchemas() {
        var listed = people.signUp().api().get("/api/v1/integration-providers").expect(200);

        assertThat(listed.json().path("results").findValuesAsString("name"))
                .containsAll(List.copyOf(providers.names()));
        assertThat(listed.at("/results/0/schema/properties/configuration/additionalProperties")).isEqualTo("false");
    }

    private static void endless(String place, JsonNode schema, List<String> faults) {
        var type = schema.path("type").asString("");
        if (type.equals("string") && !(schema.has("maxLength") && schema.has("description"))) {
            faults.add(place + " has no maxLength or description");
        }
        if (type.equals("object") && !schema.has("additionalProperties")) {
            faults.add(place + " is open");
        }
        if (schema.path("additionalProperties").isObject() && !schema.has("maxProperties")) {
            faults.add(place + " has names without end");
        }
        schema.path("properties").forEachEntry((name, inner) -> endless(place + "/" + name, inner, faults));
    }
}
