package dev.tenantry.automation.step;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.JsonNodeFactory;

import static org.assertj.core.api.Assertions.assertThat;

class OmittedNullsTests {

    /** Each part of the schema is read once, however often the body has it. */
    @Test
    @Timeout(20)
    void areLeftOutOfABodyThatIsLargeAsItsSchemaIs() {
        var nodes = JsonNodeFactory.instance;
        var schema = nodes.objectNode();
        var item = schema.putObject("items");
        for (var name = 0; name < 50_000; name++) {
            item.withArray("required").add("n" + name);
            item.withObjectProperty("properties").withObjectProperty("p").withArrayProperty("type").add("t" + name);
        }
        var body = nodes.arrayNode();
        for (var element = 0; element < 50_000; element++) {
            body.addObject().putNull("n49999").putNull("p");
        }

        new OmittedNulls().leaveOut(body, schema);

        assertThat(body).hasSize(50_000).allSatisfy(one -> assertThat(one.propertyNames()).containsExactly("n49999"));
    }
}
