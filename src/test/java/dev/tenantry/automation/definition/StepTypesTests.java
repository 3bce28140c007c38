package dev.tenantry.automation.definition;

import java.lang.reflect.Type;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

import dev.tenantry.integrations.WebhookVerifications;
import dev.tenantry.shared.problem.FieldError;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A type of steps that lacks a part stops the start, and the message says which. */
class StepTypesTests {

    private static final WebhookVerifications NO_VERIFICATIONS = new WebhookVerifications() {

        @Override
        public SortedMap<String, String> descriptions() {
            return new TreeMap<>();
        }

        @Override
        public SortedSet<String> kept(JsonNode trigger) {
            return new TreeSet<>();
        }

        @Override
        public List<FieldError> faults(JsonNode trigger) {
            return List.of();
        }
    };

    private static final String COMPLETE = """
            {"description": "a number to call", "examples": [{"number": "1", "after": "PT1H"}], "type": "object",
             "additionalProperties": false,
             "properties": {"number": {"type": "string", "maxLength": 9}, "after": {"$ref": "#/$defs/duration"},
                            "else": {"$ref": "#/$defs/stepReference"}}}""";

    private record Rule(String type, String schema) implements StepRule {

        @Override
        public Type resultType(Step step) {
            return Object.class;
        }

        @Override
        public Set<String> permissions(Step step) {
            return Set.of();
        }
    }

    @Test
    void joinsTheDocumentsSchema() {
        var types = new StepTypes(List.of(new Rule("call_back", COMPLETE)));

        var schema = new DocumentSchema(types, NO_VERIFICATIONS).content();

        assertThat(types.of("call_back").durations()).containsExactly("after");
        assertThat(types.of("call_back").targets()).containsExactly("else");
        assertThat(schema.at("/$defs/step/properties/type/enum").toString()).isEqualTo("[\"call_back\"]");
        assertThat(schema.at("/$defs/step/allOf/0").toString()).isEqualTo(
                "{\"if\":{\"properties\":{\"type\":{\"const\":\"call_back\"}}},\"then\":{\"properties\":{\"config\":{\"$ref\":\"#/$defs/callBack\"}}}}");
        assertThat(schema.at("/$defs/callBack/description").asString()).isEqualTo("a number to call");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "\"description\": \"a number to call\", |  | has no description",
        "\"examples\": [{\"number\": \"1\", \"after\": \"PT1H\"}], |  | has no examples",
        "\"additionalProperties\": false, |  | closed by additionalProperties: false",
        "\"maxLength\": 9 | \"minLength\": 1 | number is a text without maxLength",
        "\"maxLength\": 9 | \"maxLength\": 9, \"pattern\": \"^1$\" | number has a pattern and no description",
        "\"type\": \"string\", \"maxLength\": 9 | \"type\": \"array\" | number is a list without maxItems",
        "\"type\": \"string\", \"maxLength\": 9 | \"type\": \"object\", \"additionalProperties\": {\"maxLength\": 9} | number has names of any kind without maxProperties",
        "\"type\": \"object\", | \"type\": 1 1 | is no JSON",
    })
    void demandsEveryPart(String part, String instead, String message) {
        var schema = COMPLETE.replace(part.strip(), instead == null ? "" : instead);

        assertThatThrownBy(() -> new StepTypes(List.of(new Rule("call_back", schema))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("the step type call_back", Rule.class.getName(), message);
    }

    @Test
    void refusesANameThatIsTaken() {
        var twice = List.<StepRule>of(new Rule("call_back", COMPLETE), new Rule("call_back", COMPLETE));
        var shared = new StepTypes(List.of(new Rule("duration", COMPLETE)));
        var unknown = new StepTypes(
                List.of(new Rule("call_back", COMPLETE.replace("stepReference", "stepReferences"))));

        assertThatThrownBy(() -> new StepTypes(twice)).hasMessageContaining("are the step type call_back");
        assertThatThrownBy(() -> new DocumentSchema(shared, NO_VERIFICATIONS))
                .hasMessageContaining("like the definition duration");
        assertThatThrownBy(() -> new DocumentSchema(unknown, NO_VERIFICATIONS))
                .hasMessageContaining("#/$defs/stepReferences");
        assertThatThrownBy(() -> shared.of("call_back")).hasMessage("there is no step type call_back");
        assertThatThrownBy(() -> new StepTypes(List.of(new Rule("callBack", COMPLETE))))
                .hasMessageContaining("words in lower case");
    }
}
