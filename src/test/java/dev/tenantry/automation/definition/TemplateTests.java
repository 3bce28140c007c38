package dev.tenantry.automation.definition;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.record.TextUse;
import dev.tenantry.tenancy.Localization;

import static org.assertj.core.api.Assertions.assertThat;

class TemplateTests {

    private static final Names ANYTHING = new Names(
            Map.of("trigger", Object.class, "contact", Object.class, "opportunity", Object.class, "run", Object.class));

    private static final JsonMapper JSON = new JsonMapper();
    /** In the place of what the database tells. */
    private static final Map<String, String> IN_LOWER_CASE = Stream
            .of("Ada", "ada", "ADA", "bob", "Bob", "DA", "ad", "Abc")
            .collect(Collectors.toMap(text -> text, text -> text.toLowerCase(Locale.ROOT)));
    private static final Localization GERMAN = new Localization("EUR", Locale.GERMANY, ZoneId.of("Pacific/Auckland"),
            "dd/MM/yyyy");
    private final Scope scope = new Scope(Map.of("trigger", () -> json(
            """
            {"name":"Ada","amount":{"amount":"12.50","currency":"USD"},"count":3,"tags":["a","b"],"evil":"{{trigger.name}}","nothing":null,"time":"2026-11-28T00:00:00Z"}""")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Hello {{trigger.name}}! | Hello Ada!", "{{ trigger.name }} | Ada",
        "{{trigger.amount.amount}} {{trigger.amount.currency}} | 12.50 USD", "{{trigger.count}} | 3",
        "{{trigger.tags.1}} | b",
        "[{{trigger.missing.deep}}{{trigger.nothing}}{{trigger.tags.9}}{{contact.name}}] | []",
        "{{trigger.evil}} | {{trigger.name}}", "no placeholder } { | no placeholder } {"})
    void fillsInValues(String template, String filled) {
        assertThat(Template.fault(template, ANYTHING)).isNull();
        assertThat(Template.fill(StringNode.valueOf(" " + template), scope).asString()).isEqualTo(" " + filled);
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
        "name | eq | \"Ada\" | true", "name | eq | \"ada\" | true", "name | neq | \"ADA\" | false",
        "name | in | [\"bob\",\"ADA\"] | true", "time | eq | \"2026-11-28T13:00:00+13:00\" | true",
        "time | gte | \"2026-11-28\" | true", "time | lt | \"2026-11-29\" | true", "time | gt | \"2026-11-28\" | false",
        "name | contains | \"DA\" | true",
        "name | startsWith | \"ad\" | true", "tags | contains | \"b\" | true", "tags | contains | \"c\" | false",
        "name | in | [\"Bob\",\"Ada\"] | true", "name | nin | [\"Bob\"] | true", "missing | nin | [\"Bob\"] | true",
        "missing | eq | \"\" | false", "missing | neq | 1 | true", "missing | lt | 1 | false",
        "nothing | exists | false | true", "name | exists | true | true", "name | gt | \"Abc\" | true"})
    void comparesWhatIsThere(String field, String operator, String value, boolean holds) {
        var comparison = new Comparison("trigger." + field, operator, json(value));
        var evaluation = new Evaluation(comparison, scope.at(comparison.field()), Object.class, Field.Matching.FOLDED);

        assertThat(evaluation.holds(IN_LOWER_CASE, () -> ZoneOffset.UTC)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{{trigger.amount}} | 12,50 €", "{{trigger.count}} | 3",
        "{{trigger.tags}} | a, b", "{{trigger.time}} | 28/11/2026 13:00 (Pacific/Auckland)", "{{trigger.name}} | Ada",
        "{{contact.day}} | 31/01/2026", "{{contact.rate}} | 1234,5", "{{contact.yen}} | 1.235 ¥",
        "{{contact.big}} | 1.234.567,80 $", "{{contact.old}} | 5 DEM", "{{contact.deal}} | name: x, amount: 5,00 €",
        "{{opportunity.name}} | 2026-01-31", "{{opportunity.on}} | 31/01/2026",
        "{{opportunity.amount.amount}} | 1.200,00",
        "{{opportunity.count}} | 1200", "[{{contact.none}}{{contact.missing}}] | []"})
    void writesValuesForPeopleAsTheOrganizationDoes(String template, String text) {
        var names = new Names(Map.of("trigger", Object.class, "contact", Object.class, "opportunity", Deal.class));
        var values = new Scope(Map.of("trigger", () -> json(
                """
                {"name":"Ada","amount":{"amount":"12.50","currency":"EUR"},"count":3,"tags":["a","b"],"time":"2026-11-28T00:00:00Z"}"""),
                "contact", () -> json(
                        """
                        {"day":"2026-01-31","rate":1234.5,"yen":{"amount":"1235","currency":"JPY"},"none":null,
                         "big":{"amount":1234567.8,"currency":"USD"},"old":{"amount":"5","currency":"DEM"},
                         "deal":{"name":"x","amount":{"amount":"5","currency":"EUR"}}}"""),
                "opportunity", () -> json(
                        """
                        {"name":"2026-01-31","on":"2026-01-31","amount":{"amount":"1200.00","currency":"EUR"},"count":1200}""")));

        var step = JsonNodeFactory.instance.objectNode().put("text", "=" + template);
        var filled = Template.fill(step, values, new ValueFormatter(names, () -> GERMAN), _ -> TextUse.READ);

        assertThat(filled.at("/text").asString().replace('\u00a0', ' ')).isEqualTo("=" + text);
    }

    @Test
    void keepsTheValueOfWhatIsNoText() {
        var names = new Names(Map.of("trigger", Object.class));

        var filled = Template.fill(json("{\"title\":\"{{trigger.amount}}\",\"companyId\":\"{{trigger.count}}\"}"),
                scope,
                new ValueFormatter(names, () -> GERMAN), name -> name.equals("title") ? TextUse.READ : TextUse.NONE);

        assertThat(filled.path("title").asString().replace('\u00a0', ' ')).isEqualTo("12,50 $");
        assertThat(filled.path("companyId").isNumber()).isTrue();
    }

    private record Deal(String name, LocalDate on, Money amount, int count) {}

    @Test
    void loadsWhatIsNamedAndNothingElse() {
        var loaded = new ArrayList<String>();
        var watching = new Scope(
                Map.of("contact", () -> note(loaded, "contact"), "company", () -> note(loaded, "company")));

        Template.fill(StringNode.valueOf("{{contact.a}} {{contact.b}}"), watching);

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
