package dev.tenantry.automation.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateTests {

    private static final Names ANYTHING = new Names(
            Map.of("trigger", Object.class, "contact", Object.class, "opportunity", Object.class, "run", Object.class));

    private static final JsonMapper JSON = new JsonMapper();
    private final Scope scope = new Scope(Map.of("trigger", () -> json(
            """
            {"name":"Ada","amount":{"amount":"12.50","currency":"USD"},"count":3,"tags":["a","b"],"evil":"{{trigger.name}}","nothing":null}""")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Hello {{trigger.name}}! | Hello Ada!", "{{ trigger.name }} | Ada",
        "{{trigger.amount.amount}} {{trigger.amount.currency}} | 12.50 USD", "{{trigger.count}} | 3",
        "{{trigger.tags.1}} | b",
        "[{{trigger.missing.deep}}{{trigger.nothing}}{{trigger.tags.9}}{{contact.name}}] | []",
        "{{trigger.evil}} | {{trigger.name}}", "no placeholder } { | no placeholder } {"})
    void fillsInValues(String template, String filled) {
        assertThat(Template.fault(template, ANYTHING)).isNull();
        assertThat(Template.fill(template, scope)).isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Hi {{trigger.name | character 4 has no end",
        "{{}} | character 1: this is not a path",
        "{{trigger.name}} {{1+1}} | character 18: this is not a path", "{{system.exit}} | begins with one of",
        "{{trigger..name}} | is not a path", "{{trigger.name()}} | is not a path"})
    void saysWhereAPlaceholderIsWrong(String template, String fault) {
        assertThat(Template.fault(template, ANYTHING)).contains(fault);
    }

    @Test
    void keepsTheTypeOfATextThatIsOnePlaceholder() {
        var filled = Template.fill(
                json("{\"a\":\"{{trigger.count}}\",\"b\":[\"{{trigger.amount}}\",\"{{trigger.x}}\"],\"c\":true}"),
                scope);

        assertThat(filled)
                .isEqualTo(json("{\"a\":3,\"b\":[{\"amount\":\"12.50\",\"currency\":\"USD\"},null],\"c\":true}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"count | eq | 3 | true", "count | eq | 3.0 | true", "count | neq | 3 | false",
        "amount.amount | gt | 12 | true", "amount.amount | gt | 100 | false", "amount.amount | lte | 12.5 | true",
        "name | eq | \"Ada\" | true", "name | eq | \"ada\" | false", "name | contains | \"DA\" | true",
        "name | startsWith | \"ad\" | true", "tags | contains | \"b\" | true", "tags | contains | \"c\" | false",
        "name | in | [\"Bob\",\"Ada\"] | true", "name | nin | [\"Bob\"] | true", "missing | nin | [\"Bob\"] | true",
        "missing | eq | \"\" | false", "missing | neq | 1 | true", "missing | lt | 1 | false",
        "nothing | exists | false | true", "name | exists | true | true", "name | gt | \"Abc\" | true"})
    void comparesWhatIsThere(String field, String operator, String value, boolean holds) {
        assertThat(new Comparison("trigger." + field, operator, json(value)).holds(scope)).isEqualTo(holds);
    }

    @Test
    void loadsWhatIsNamedAndNothingElse() {
        var loaded = new ArrayList<String>();
        var watching = new Scope(
                Map.of("contact", () -> note(loaded, "contact"), "company", () -> note(loaded, "company")));

        Template.fill("{{contact.a}} {{contact.b}}", watching);

        assertThat(loaded).isEqualTo(List.of("contact"));
    }

    private static JsonNode note(List<String> loaded, String name) {
        loaded.add(name);
        return JSON.createObjectNode();
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
