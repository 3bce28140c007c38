package dev.tenantry.shared.tenancy;

import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;

import static org.assertj.core.api.Assertions.assertThat;

/** How many there may be of a kind, whoever adds some at once. */
class RowLimitTests extends ApiTest {

    private static final int TOO_MANY = 8;
    private static final int PAGE = 200;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "agents            | 50  | {'name': 'A%d', 'type': 'support_ticket', 'description': 'Tasks', 'active': false, 'configuration': {}}",
        "webhook-endpoints | 50  | {'url': 'https://example.com/hooks/%d', 'subscriptions': [{'event': 'contact.created'}]}",
        "pipelines         | 100 | {'name': 'P%d', 'stages': [{'name': 'Open', 'kind': 'open', 'probability': 50}]}",
        "integrations      | 200 | {'name': 'I%d', 'provider': 'http', 'configuration': {'url': 'https://example.com'}}",
        "tags              | 1000 | {'name': 'T%d'}",
        "lost-reasons      | 200 | {'name': 'L%d'}",
        "price-lists       | 200 | {'name': 'L%d'}",
        "views             | 200 | {'name': 'V%d', 'type': 'contact'}"})
    void areNeverMoreThanThereMayBe(String resource, int most, String body) {
        var own = people.signUp().api();
        var path = "/api/v1/" + resource;
        var number = new AtomicInteger();

        var made = Parallel.times(most + TOO_MANY,
                () -> own.post(path, body.replace('\'', '"').formatted(number.incrementAndGet())).status());

        assertThat(made).containsOnly(201, 409)
                .filteredOn(status -> status == 201)
                // One there is from the beginning.
                .hasSize(resource.equals("pipelines") ? most - 1 : most);
        assertThat(own.get(path + (resource.equals("pipelines") ? "" : "?limit=" + PAGE)).json().path("results"))
                .hasSize(Math.min(most, PAGE));
        assertThat(own.post(path, body.replace('\'', '"').formatted(0)).expect(409).at("/detail"))
                .isEqualTo(switch (resource) {
                    case "tags" ->
                        "an organization has 1000 tags at most, those in the trash included: merge some, or delete some for good";
                    case "views" -> "a member has 200 views at most: delete some";
                    default -> "an organization has at most " + most + " " + resource.replace('-', ' ');
                });
    }
}
