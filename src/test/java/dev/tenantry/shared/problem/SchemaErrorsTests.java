package dev.tenantry.shared.problem;

import java.util.List;

import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SchemaErrorsTests {

    private static final String SCHEMA = """
            {
              "type": "object", "additionalProperties": false,
              "properties": {
                "title": { "type": "string" },
                "all": { "type": "array", "items": { "$ref": "#/$defs/when" } },
                "value": { "anyOf": [{ "type": ["string", "number"], "maxLength": 5 }, { "type": "array", "maxItems": 2, "items": { "type": "string" } }] },
                "one": { "oneOf": [{ "type": "integer" }, { "type": "number", "minimum": 5 }] },
                "many": { "type": "array", "items": { "oneOf": [{ "type": "integer" }, { "type": "boolean" }] } },
                "deep": { "anyOf": [{ "type": "array", "items": { "oneOf": [{ "type": "integer" }, { "type": "boolean" }] } }, { "type": "boolean" }] },
                "odd": { "type": "string", "pattern": "^x", "description": "one, but 0 are valid" },
                "kind": { "enum": ["note", "task"] },
                "who": { "type": "object", "minProperties": 1, "properties": { "role": {}, "members": {} } }
              },
              "$defs": { "when": { "anyOf": [{ "enum": ["always", "never"] },
                  { "type": "object", "required": ["after"], "additionalProperties": false, "properties": { "after": { "type": "integer", "minimum": 1 } } }] } }
            }""";

    private final JsonMapper json = new JsonMapper();

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'titel':'x'} | titel additional-properties there is no such property here, but [title, all, value, one, many, deep, odd, kind, who]",
        "{'all':['always','often']} | all[1] any-of must be one of [always, never]; or an object with [after]",
        "{'all':[{'aftr':1}]} | all[0] any-of must be one of [always, never]; or an object with [after]",
        "{'all':[{'after':'x'}]} | all[0].after type string found, integer expected",
        "{'kind':'taks'} | kind enum there is no such value here, but [note, task]",
        "{'who':{}} | who min-properties state at least one of role, members",
        "{'value':true} | value any-of must be a text of at most 5 characters, a number; or a list of at most 2",
        "{'value':['x',1]} | value[1] type integer found, string expected"
    })
    void areToldInASentenceEach(String instance, String fault) {
        assertThat(faults(instance)).containsExactly(fault);
    }

    /** That too many alternatives fit is no fault of any of them. */
    @Test
    void areToldOfAlternativesOfWhichMoreThanOneFits() {
        assertThat(faults("{'one':7}")).singleElement().asString().startsWith("one one-of ");
        assertThat(faults("{'one':'x'}")).containsExactly("one one-of must be a whole number; or a number");
    }

    /** By the keyword that it is of, whatever others say. */
    @Test
    void thatNoneFitsIsToldByWhatThereCanBeAlone() {
        assertThat(faults("{'one':'x','odd':'y'}")).containsExactlyInAnyOrder(
                "one one-of must be a whole number; or a number", "odd pattern must be one, but 0 are valid");
        assertThat(faults("{'deep':['x']}")).isNotEmpty().noneMatch(fault -> fault.contains("0 are valid"));
        assertThat(faults("{'many':[1,'x']}"))
                .containsExactly("many[1] one-of must be a whole number; or true or false");
    }

    @Test
    void eachValueHasItsOwn() {
        assertThat(faults("{'all':['x','y'],'value':true}")).hasSize(3);
    }

    private List<String> faults(String instance) {
        var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(json.readTree(SCHEMA));
        return SchemaErrors
                .translate(schema.validate(json.readTree(instance.replace('\'', '"'))), schema.getSchemaNode())
                .stream()
                .map(fault -> fault.field() + " " + fault.code() + " " + fault.message())
                .toList();
    }
}
