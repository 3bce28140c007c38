package dev.tenantry.automation.run;

import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.automation.Workflows;
import dev.tenantry.automation.definition.Scope;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.Person;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The database knows the kinds of records that workflows are about, and keeps whatever else there is. */
class WorkflowRecordTests extends ApiTest {

    /** What cannot be made of texts alone. */
    private static final Map<String, String> PARTICULAR = Map.of("calendar-event",
            "{\"title\": \"Talk\", \"startDate\": \"2026-03-02\"}", "exchange-rate",
            "{\"fromCurrency\": \"EUR\", \"toCurrency\": \"JPY\", \"validOn\": \"2030-01-01\", \"rate\": \"1.5\", \"source\": \"Bank\"}",
            "assignment-rule", "{\"name\": \"In turn\", \"type\": \"lead\"}",
            "member-absence", "{\"startsOn\": \"2030-01-01\", \"endsOn\": \"2030-01-02\"}",
            "forecast-target",
            "{\"month\": \"2030-05-01\", \"amount\": {\"amount\": \"5\", \"currency\": \"USD\"}}");
    private static final String KEPT = "select app.keep_records(?, array[?])";
    private static final String TRASHED = "select (select string_agg(is_trashed::text, ' ') from app.records_of(?, array[?]))";

    @Autowired
    private RecordRegistry records;
    @Autowired
    private RecordPermissions permissions;

    @Test
    void areKeptAndFoundInTheTrash() {
        var person = people.signUp();
        for (var type : Scope.RECORDS) {
            var id = made(person, type);
            var subject = type + "/" + id;

            assertThat(ask(KEPT, person.organizationId(), subject)).as(type).isEqualTo("t");
            assertThat(ask(KEPT, person.organizationId(), subject + "0000000")).as(type).isEqualTo("f");
            assertThat(ask(TRASHED, person.organizationId(), subject)).as(type).isEqualTo("false");
            assertThat(ask(TRASHED, person.organizationId(), subject + "0000000")).as(type).isNull();
            person.api().delete(resource(type) + "/" + id).expect(204);
            assertThat(ask(TRASHED, person.organizationId(), subject)).as(type).isEqualTo("true");
        }
    }

    /** Steps find them, too. */
    @Test
    void recordsOfOtherKindsAreKept() {
        var person = people.signUp();
        var others = records.typesByReference()
                .values()
                .stream()
                .filter(type -> !Scope.RECORDS.contains(type))
                .toList();

        assertThat(others).contains("task", "note");
        for (var type : others) {
            var subject = type + "/" + made(person, type);
            assertThat(ask(KEPT, person.organizationId(), subject)).as(type).isEqualTo("t");
            assertThat(ask(KEPT, person.organizationId(), subject + "0000000")).as(type).isEqualTo("f");
            assertThat(ask(TRASHED, person.organizationId(), subject)).as(type).isEqualTo("false");
        }
        assertThat(ask(KEPT, people.signUp().organizationId(), "task/" + made(person, "task"))).isEqualTo("f");
        assertThatThrownBy(() -> ask(KEPT, UUID.randomUUID(), "no-such-kind/1"))
                .hasMessageContaining("no records of the kind no-such-kind");
    }

    /** What is being deleted for good is not written down any more: the step comes again, and finds nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"task", "note", "contact"})
    void aStepThatFindsWhatIsBeingDeletedComesAgain(String type) throws Exception {
        var person = people.signUp();
        var workflows = Workflows.of(person.api());
        var id = made(person, type);
        var workflow = workflows.manual("""
                [{"id":"find","type":"find_records","config":{"type":"%s"}},
                 {"type":"stop","config":{"reason":"found {{steps.find.result.count}}"}}]"""
                .formatted(type));
        var table = type + "s";
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from %s where id = %s for update".formatted(table, id));

            var run = workflows.start(workflow, "{}");
            Thread.sleep(500);
            var meanwhile = workflows.run(run);
            statement.execute("delete from %s where id = %s".formatted(table, id));
            connection.commit();

            assertThat(meanwhile.json().path("steps")).isEmpty();
            var ended = workflows.ended(run);
            assertThat(ended.at("/status")).isEqualTo("succeeded");
            assertThat(ended.at("/steps/0/result/count")).isEqualTo("0");
        }
    }

    /** Whoever deletes it waits for the step, and takes away what that has written down. */
    @Test
    void whoeverDeletesWhatAStepHasFoundWaitsForIt() throws Exception {
        var person = people.signUp();
        var id = made(person, "task");
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var threads = Executors.newSingleThreadExecutor()) {
            connection.setAutoCommit(false);
            statement.execute("select app.keep_records('%s', array['task/%s'])".formatted(person.organizationId(), id));

            var deletion = threads
                    .submit(() -> person.api().delete("/api/v1/tasks/" + id + "?permanent=true").status());
            Workflows.await(WorkflowRecordTests::doesSomebodyWait, "nobody waits");
            assertThat(deletion.isDone()).isFalse();
            connection.commit();

            assertThat(deletion.get()).isEqualTo(204);
        }
    }

    private static boolean doesSomebodyWait() {
        return Boolean.parseBoolean(ask("""
                select exists (select from pg_stat_activity a where cardinality(pg_blocking_pids(a.pid)) > 0 and a.query like '%tasks%')::text
                where ?::uuid is not null and ?::text is not null""", UUID.randomUUID(), ""));
    }

    private String made(Person person, String type) {
        var particular = PARTICULAR.get(type);
        if (particular != null) {
            return person.api().post(resource(type), particular).expect(201).id();
        }
        var body = JsonNodeFactory.instance.objectNode();
        new TenantContext(person.organizationId(), null).call(() -> records.of(type).lacking(Set.of()))
                .forEach(missing -> body.put(missing.field(), "Some"));
        if (type.equals("note")) {
            body.put("contactId", made(person, "contact"));
        }
        if (type.equals("milestone")) {
            body.put("projectId", made(person, "project"));
        }
        return person.api().post(resource(type), body.toString()).expect(201).id();
    }

    private String resource(String type) {
        return "/api/v1/" + permissions.of(type, "read").replace(":read", "");
    }

    private static @Nullable String ask(String sql, UUID organization, String subject) {
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, organization);
            statement.setString(2, subject);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
