package dev.tenantry.automation.run;

import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.JsonNodeFactory;

import dev.tenantry.automation.definition.Scope;
import dev.tenantry.shared.record.RecordPermissions;
import dev.tenantry.shared.record.RecordRegistry;
import dev.tenantry.shared.tenancy.TenantContext;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The database knows the kinds of records that workflows are about, and no others. */
class WorkflowRecordTests extends ApiTest {

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
            var resource = "/api/v1/" + permissions.of(type, "read").replace(":read", "");
            var body = JsonNodeFactory.instance.objectNode();
            new TenantContext(person.organizationId(), null).call(() -> records.of(type).lacking(Set.of()))
                    .forEach(missing -> body.put(missing.field(), "Ada"));
            var id = person.api().post(resource, body.toString()).expect(201).id();
            var subject = type + "/" + id;

            assertThat(ask(KEPT, person.organizationId(), subject)).as(type).isEqualTo("t");
            assertThat(ask(KEPT, person.organizationId(), subject + "0000000")).as(type).isEqualTo("f");
            assertThat(ask(TRASHED, person.organizationId(), subject)).as(type).isEqualTo("false");
            assertThat(ask(TRASHED, person.organizationId(), subject + "0000000")).as(type).isNull();
            person.api().delete(resource + "/" + id).expect(204);
            assertThat(ask(TRASHED, person.organizationId(), subject)).as(type).isEqualTo("true");
        }
    }

    /** It would be taken for a record of another kind. */
    @Test
    void areNoOthers() {
        var others = records.typesByReference()
                .values()
                .stream()
                .filter(type -> !Scope.RECORDS.contains(type))
                .toList();

        assertThat(others).isNotEmpty();
        for (var type : others) {
            assertThatThrownBy(() -> ask(KEPT, UUID.randomUUID(), type + "/1")).as(type)
                    .hasMessageContaining("no records of the kind " + type);
            assertThat(ask(TRASHED, UUID.randomUUID(), type + "/1")).as(type).isEqualTo("false");
        }
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
