package dev.tenantry.shared.tenancy;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.tenantry.support.Answer;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Parallel;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

/** How many there may be of a kind, whoever adds some at once. */
class RowLimitTests extends ApiTest {

    private static final int TOO_MANY = 8;
    private static final int PAGE = 200;

    /** Of which there may be so many that all but the last are planted. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            workflows       | workflow_definitions | 1000 | {'name': 'W%d', 'trigger': {'type': 'manual'}, 'steps': [{'type': 'stop', 'config': {'outcome': 'succeeded'}}]}
            automations     | automations          | 500  | {'name': 'R%d', 'event': 'contact.created', 'action': {'type': 'create_task', 'config': {'title': 'x'}}}
            email-templates | email_templates      | 500  | {'name': 't-%d', 'subject': 'x', 'body': 'y'}
            """)
    void areNoMoreThanThereMayBe(String resource, String table, int most, String body) throws SQLException {
        var person = people.signUp();
        var own = person.api();
        var path = "/api/v1/" + resource;
        var number = new AtomicInteger();
        own.post(path, body.replace('\'', '"').formatted(number.incrementAndGet())).expect(201);
        plant(table, person.organizationId(), most - 2);

        var made = Parallel.times(TOO_MANY,
                () -> own.post(path, body.replace('\'', '"').formatted(number.incrementAndGet())));

        assertThat(made).extracting(Answer::status).containsOnly(201, 409).containsOnlyOnce(201);
        assertThat(made).filteredOn(answer -> answer.status() == 409)
                .allMatch(answer -> answer.at("/detail").contains(most + " " + resource.replace('-', ' ')));
    }

    /** As the one that there is. */
    private static void plant(String table, UUID organization, int number) throws SQLException {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local session_replication_role = replica");
            statement.execute("""
                    do $$ declare columns text := (select string_agg(column_name, ', ') from information_schema.columns
                        where table_schema = 'public' and table_name = '%1$s' and is_generated = 'NEVER');
                    begin
                        execute format('insert into %1$s (%%1$s) select %%1$s from (select (jsonb_populate_record(t, jsonb_build_object(
                            ''id'', gen_random_uuid(), ''name'', ''N'' || n, ''workflow_id'', gen_random_uuid()))).*
                            from %1$s t, generate_series(1, %2$d) n where t.organization_id = ''%3$s'') p', columns);
                    end $$""".formatted(table, number, organization));
            connection.commit();
            connection.setAutoCommit(true);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "agents            | 50  | {'name': 'A%d', 'type': 'support_ticket', 'description': 'Tasks', 'active': false, 'configuration': {}}",
        "webhook-endpoints | 50  | {'url': 'https://example.com/hooks/%d', 'subscriptions': [{'event': 'contact.created'}]}",
        "pipelines         | 100 | {'name': 'P%d', 'stages': [{'name': 'Open', 'kind': 'open', 'probability': 50}]}",
        "integrations      | 200 | {'name': 'I%d', 'provider': 'http', 'configuration': {'url': 'https://example.com'}}",
        "tags              | 1000 | {'name': 'T%d'}",
        "lost-reasons      | 200 | {'name': 'L%d'}",
        "booking-pages     | 200 | {'name': 'B%d'}",
        "project-templates | 200 | {'name': 'T%d'}",
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
