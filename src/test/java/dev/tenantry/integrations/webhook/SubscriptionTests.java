package dev.tenantry.integrations.webhook;

import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriptionTests {

    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOLD = """
            {"contactId": "17", "name": "Ada", "size": 2.50, "email": null,
             "changes": {"status": {"before": "lead", "after": "customer"}}}""";

    @ParameterizedTest
    @CsvSource({"*, true", "contact.*, true", "contact.updated, true", "contact.created, false", "company.*, false",
        "contact-point.*, false", "con.*, false"})
    void coversEventsByName(String event, boolean covers) {
        assertThat(new Subscription(event, null).accepts("contact.updated", JSON.createObjectNode())).isEqualTo(covers);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"name | eq | \"Ada\" | true", "name | eq | \"ada\" | false",
        "name | neq | \"ada\" | true", "contactId | eq | 17 | true", "contactId | in | [\"1\", \"17\"] | true",
        "contactId | nin | [17] | false", "size | eq | 2.5 | true", "changes.status.after | eq | \"customer\" | true",
        "changes.status | eq | \"customer\" | false", "changes.stage.after | neq | \"Won\" | true",
        "changes.stage | exists | | false", "changes.stage | exists | false | true", "email | exists | | false",
        "email | eq | \"\" | false", "changes | exists | true | true"})
    void comparesValuesAsTheyAreWritten(String field, String operator, String value, boolean holds) {
        var term = new FilterTerm(field, operator(operator), value == null ? null : JSON.readTree(value));

        assertThat(term.fault()).isNull();
        assertThat(new Subscription("*", List.of(term)).accepts("contact.updated", JSON.readTree(TOLD)))
                .isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"eq | ", "eq | null", "eq | [1]", "eq | {}", "in | 1", "nin | [[1]]",
        "in | [null]", "exists | 1"})
    void refusesValuesThatMeanNothing(String operator, String value) {
        assertThat(new FilterTerm("name", operator(operator), value == null ? null : JSON.readTree(value)).fault())
                .isNotNull();
    }

    private static FilterTerm.Operator operator(String text) {
        return JSON.convertValue(text, FilterTerm.Operator.class);
    }
}
