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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

import dev.tenantry.shared.listing.Field;
import dev.tenantry.shared.money.Money;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.TextUse;
import dev.tenantry.tenancy.Localization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TemplateTests {

    private static final Names ANYTHING = new Names(
            Map.of("trigger", Object.class, "contact", Object.class, "opportunity", Object.class, "run", Object.class));

    private static final JsonMapper JSON = new JsonMapper();
    /** In the place of what the database tells. */
    private static final Map<String, String> IN_LOWER_CASE = Stream
            .of("Ada", "ada", "ADA", "bob", "Bob", "DA", "ad", "Abc")
            .collect(Collectors.toMap(text -> text, text -> text.toLowerCase(Locale.ROOT)));
    private static final Localization GERMAN = new Localization("EUR", Locale.GERMANY, ZoneId.of("Pacific/Auckland"),
            "DE",
            "dd/MM/yyyy", Locale.GERMAN);
    private final Scope scope = new Scope(Map.of("trigger", () -> json(
            """
            {"name":"Ada","amount":{"amount":"12.50","currency":"USD"},"count":3,"tags":["a","b"],"evil":"{{trigger.name}}","nothing":null,"time":"2026-11-28T00:00:00Z"}""")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Hello {{trigger.name}}! | Hello Ada!", "{{ trigger.name }} | Ada",
        "{{trigger.amount.amount}} {{trigger.amount.currency}} | 12.50 USD", "{{trigger.count}} | 3",
        "{{trigger.tags.1}} | b",
        "[{{trigger.missing.deep}}{{trigger.nothing}}{{trigger.tags.9}}{{contact.name}}] | []",
        "{{trigger.evil}} | {{trigger.name}}", "no placeholder } { | no placeholder } {",
        "{{#trigger.tags}}<{{.}}>{{/trigger.tags}} | <a><b>",
        "{{#trigger.tags}}{{-index}}{{.}}{{^-last}}, {{/-last}}{{/trigger.tags}} | 1a, 2b",
        "{{#trigger.amount}}{{amount}} {{currency}} of {{trigger.name}}{{/trigger.amount}} | 12.50 USD of Ada",
        "{{#trigger.nothing}}no{{/trigger.nothing}}{{^trigger.nothing}}yes{{/trigger.nothing}} | yes",
        "{{^contact.tags}}none{{/contact.tags}}{{! a remark }} | none",
        "{{#trigger.count}}{{.}}{{/trigger.count}} | 3"})
    void fillsInValues(String template, String filled) {
        assertThat(Template.fault(template, ANYTHING)).isNull();
        assertThat(Template.fill(StringNode.valueOf(" " + template), scope).asString()).isEqualTo(" " + filled);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Hi {{trigger.name | character 4 has no end",
        "{{}} | character 1: this is not a path",
        "{{trigger.name}} {{1+1}} | character 18: this is not a path", "{{system.exit}} | begins with one of",
        "{{trigger..name}} | is not a path", "{{trigger.name()}} | is not a path",
        "a {{#trigger.tags}} | section at character 3 is not closed by {{/trigger.tags}}",
        "{{/trigger.tags}} | character 1 closes what is not open",
        "{{#trigger.a}}{{#trigger.b}}{{/trigger.a}}{{/trigger.b}} | character 29 closes what is not open",
        "{{#trigger.a}}{{this}}{{/trigger.a}} | begins with one of",
        "{{-index}} | begins with one of", "{{.}} | is not a path", "{{{trigger.name}}} | is not a path",
        "{{&trigger.name}} | is not a path", "{{>trigger}} | is not a path", "{{=<% %>=}} | is not a path",
        "{{<trigger}} | is not a path", "{{$trigger}} | is not a path",
        "{{! {{trigger.name}} | a comment has no braces"})
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
        "{{opportunity.amount.amount}} | 1.200,00", "{{contact.yen.amount}} | 1.235",
        "{{contact.big.amount}} | 1.234.567,80",
        "{{#contact.big}}{{amount}}{{/contact.big}} | 1.234.567,80", "{{contact.old.amount}} | 5",
        "{{contact.third}} | 0,3333333333",
        "{{contact.round}} | 5", "{{contact.fine}} | 1,00 $",
        "{{opportunity.count}} | 1200", "[{{contact.none}}{{contact.missing}}] | []"})
    void writesValuesForPeopleAsTheOrganizationDoes(String template, String text) {
        var names = new Names(Map.of("trigger", Object.class, "contact", Object.class, "opportunity", Deal.class));
        var values = new Scope(Map.of("trigger", () -> json(
                """
                {"name":"Ada","amount":{"amount":"12.50","currency":"EUR"},"count":3,"tags":["a","b"],"time":"2026-11-28T00:00:00Z"}"""),
                "contact", () -> json(
                        """
                        {"day":"2026-01-31","rate":1234.5,"yen":{"amount":"1235","currency":"JPY"},"none":null,
                         "big":{"amount":1234567.8,"currency":"USD"},"old":{"amount":"5","currency":"DEM"},"third":0.33333333333333333333333333333333333333333333333333,
                         "round":5.00,"fine":{"amount":"1.0049","currency":"USD"},
                         "deal":{"name":"x","amount":{"amount":"5","currency":"EUR"}}}"""),
                "opportunity", () -> json(
                        """
                        {"name":"2026-01-31","on":"2026-01-31","amount":{"amount":"1200.00","currency":"EUR"},"count":1200}""")));

        var step = JsonNodeFactory.instance.objectNode().put("text", "=" + template);
        var filled = Template.fill(step, values, Missing.EMPTY, new ValueFormatter(names, () -> GERMAN),
                _ -> TextUse.READ);

        assertThat(filled.at("/text").asString().replace('\u00a0', ' ')).isEqualTo("=" + text);
    }

    @Test
    void keepsTheValueOfWhatIsNoText() {
        var names = new Names(Map.of("trigger", Object.class));

        var filled = Template.fill(json("{\"title\":\"{{trigger.amount}}\",\"companyId\":\"{{trigger.count}}\"}"),
                scope, Missing.EMPTY,
                new ValueFormatter(names, () -> GERMAN), name -> name.equals("title") ? TextUse.READ : TextUse.NONE);

        assertThat(filled.path("title").asString().replace('\u00a0', ' ')).isEqualTo("12,50 $");
        assertThat(filled.path("companyId").isNumber()).isTrue();
    }

    @Test
    void knowsWhatItemsHave() {
        var names = new Names(Map.of("opportunity", Deals.class, "contact", Deal.class));

        assertThat(Template.fault(
                "{{#opportunity.deals}}{{name}} {{amount.amount}} {{contact.count}}{{/opportunity.deals}}",
                names)).isNull();
        assertThat(Template.fault("{{#opportunity.deals}}{{price}}{{/opportunity.deals}}", names))
                .contains("character 23", "begins with one of");
        assertThat(Template.fault("{{#opportunity.deals}}{{amount.price}}{{/opportunity.deals}}", names))
                .contains("no price in amount");
        assertThat(Template.fault("{{#contact}}{{count}}{{/contact}}{{count}}", names)).contains("begins with one of");
    }

    @Test
    void writesItemsForPeopleByWhatTheyAre() {
        var names = new Names(Map.of("opportunity", Deals.class));
        var values = new Scope(Map.of("opportunity", () -> json(
                """
                {"deals":[{"name":"2026-01-31","on":"2026-01-31","amount":{"amount":"1200.00","currency":"EUR"}}]}""")));
        var step = json("{\"text\":\"{{#opportunity.deals}}{{name}} {{on}} {{amount}}{{/opportunity.deals}}\"}");

        var filled = Template.fill(step, values, Missing.EMPTY, new ValueFormatter(names, () -> GERMAN),
                _ -> TextUse.READ);

        assertThat(filled.at("/text").asString().replace('\u00a0', ' ')).isEqualTo("2026-01-31 31/01/2026 1.200,00 €");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Dear {{trigger.x}}! | Dear friend!", "{{trigger.x}} | friend",
        "{{trigger.name}}{{#trigger.x}}{{y}}{{/trigger.x}} | Ada", "{{^trigger.x}}none{{/trigger.x}} | none",
        "{{#trigger.amount}}{{none}}{{/trigger.amount}} | friend"})
    void putsTheDefaultWhereThereIsNoValue(String template, String filled) {
        var missing = Missing.read(json("{\"default\":\"friend\"}"));

        assertThat(Template.fill(StringNode.valueOf(template), scope, missing).asString()).isEqualTo(filled);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dear {{trigger.x}}", "{{trigger.x}}", "{{#trigger.tags}}{{trigger.x}}{{/trigger.tags}}",
        "{{trigger.nothing}}"})
    void failsWhereThereIsNoValueAndHasToBe(String template) {
        var missing = Missing.read(json("\"fail\""));

        assertThatThrownBy(() -> Template.fill(StringNode.valueOf(template), scope, missing))
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.errors().getFirst().code()).isEqualTo("missing-value"));
    }

    private record Deals(List<Deal> deals) {}

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
