package dev.tenantry.integrations.openapi;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;

class BodySchemasTests {

    private final BodySchemas bodies = new BodySchemas();

    @Test
    void tellsWhatIsWrongWithABody() {
        var faults = bodies.faults(json("{\"items\":{\"required\":[\"name\"]}}"), objects(30));

        assertThat(faults).hasSize(20);
        assertThat(faults.getFirst().code()).isEqualTo("required");
    }

    /** The faults of all would be 400 million. */
    @Test
    @Timeout(60)
    void checksNoBodyThatIsLargeTimesItsSchema() {
        var schema = json("{\"items\":{\"required\":" + names(20_000) + "}}");

        assertThat(bodies.faults(schema, objects(20_000))).singleElement().satisfies(fault -> {
            assertThat(fault.code()).isEqualTo("too-large");
            assertThat(fault.message()).contains("multiply to 1000000 at most", "49 of the body");
        });
        assertThat(bodies.faults(schema, objects(48))).hasSize(20);
    }

    /** Of alternatives all faults are found before it is known that another one fits. */
    @Test
    void notesSoManyFaultsOfAlternatives() {
        var schema = json("{\"items\":{\"anyOf\":[{\"required\":" + names(1_000) + "},{\"type\":\"%s\"}]}}");

        assertThat(bodies.faults(json(schema.toString().formatted("object")), objects(9))).isEmpty();
        assertThat(bodies.faults(json(schema.toString().formatted("object")), objects(11))).singleElement()
                .satisfies(fault -> assertThat(fault.message()).contains("more than 10000 faults"));
    }

    private static JsonNode objects(int count) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var index = 0; index < count; index++) {
            array.addObject();
        }
        return array;
    }

    private static String names(int count) {
        var array = JsonNodeFactory.instance.arrayNode();
        for (var index = 0; index < count; index++) {
            array.add("n" + index);
        }
        return array.toString();
    }

    private static JsonNode json(String text) {
        return new JsonMapper().readTree(text);
    }
}
