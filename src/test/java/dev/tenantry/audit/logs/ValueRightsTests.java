package dev.tenantry.audit.logs;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.shared.tenancy.TenantEntity;
import dev.tenantry.shared.text.CamelCase;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class ValueRightsTests extends ApiTest {

    @Autowired
    private ValueRights rights;

    @Autowired
    private EntityManagerFactory factory;

    /** Of the entities that are audited by construction, and of whatever the suite has done so far. */
    @Test
    void thereIsAPermissionForTheValuesOfWhateverIsAudited() throws SQLException {
        people.signUp();
        var resources = new TreeSet<String>();
        for (var entity : factory.getMetamodel().getEntities()) {
            if (TenantEntity.class.isAssignableFrom(entity.getJavaType())
                    && !entity.getJavaType().isAnnotationPresent(NotAudited.class)) {
                resources.add(CamelCase.split(entity.getName(), "-"));
            }
        }
        // Rows that the isolation suite makes up are of a type made up.
        resources.addAll(texts(
                "select distinct resource_type from audit_logs where resource_type not like '%-resource-type-%'"));
        var permissions = texts("select name from permissions");

        assertThat(resources).contains("contact", "session", "stage");
        assertThat(resources).allSatisfy(resource -> assertThat(permissions).contains(rights.permission(resource)));
    }

    private static List<String> texts(String query) throws SQLException {
        var texts = new ArrayList<String>();
        try (var connection = TestDatabase.server().connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
