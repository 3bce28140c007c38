package dev.tenantry.audit.logs;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.tenantry.audit.NotAudited;
import dev.tenantry.audit.classification.AuditedResources;
import dev.tenantry.shared.tenancy.TenantEntity;
import dev.tenantry.shared.text.CamelCase;
import dev.tenantry.support.ApiTest;
import dev.tenantry.support.TestDatabase;

import static org.assertj.core.api.Assertions.assertThat;

class ValueRightsTests extends ApiTest {

    @Autowired
    private ValueRights rights;

    @Autowired
    private AuditedResources resources;

    @Autowired
    private EntityManagerFactory factory;

    /** Whatever is written about a resource without a line fails {@link dev.tenantry.audit.classification.UndeclaredValues}. */
    @Test
    void thereIsALineForWhateverIsAuditedByConstruction() {
        var audited = new TreeSet<String>();
        for (var entity : factory.getMetamodel().getEntities()) {
            if (TenantEntity.class.isAssignableFrom(entity.getJavaType())
                    && !entity.getJavaType().isAnnotationPresent(NotAudited.class)) {
                audited.add(CamelCase.split(entity.getName(), "-"));
            }
        }

        assertThat(resources.names()).contains("session", "address-rule").containsAll(audited);
    }

    @Test
    void aRightShowsTheValuesOfEachResource() throws SQLException {
        var permissions = texts("select name from permissions");

        assertThat(resources.names()).allSatisfy(
                resource -> assertThat(permissions).contains(rights.permission(resource)));
    }

    /** The database says it of every entry, whoever writes it. */
    @Test
    void entriesAreEvidenceForWhatTheLineSays() throws SQLException {
        var flagged = texts("""
                select r || ' ' || array_to_string(app.compliance_flags('data_modification', r), ',')
                from unnest(string_to_array('%s', ',')) r""".formatted(String.join(",", resources.names())));
        var named = texts("""
                select distinct m[1] from pg_proc p cross join lateral regexp_matches(pg_get_functiondef(p.oid), $$'([a-z-]+)'::text$$, 'g') m
                where p.proname = 'compliance_flags'""");

        assertThat(flagged).hasSameElementsAs(resources.names()
                .stream()
                .map(resource -> resource + " " + String.join(",", resources.evidence(resource)))
                .toList());
        named.removeAll(List.of("gdpr", "sox", "soc", "authentication", "authorization", "configuration", "security"));
        assertThat(resources.names()).containsAll(named);
    }

    /** As {@code app.hand_over} names what refers to a member who goes. */
    @Test
    void whatIsHandedOverHasALine() throws SQLException {
        var handedOver = texts(
                """
                select distinct case t.relname when 'crm_events' then 'calendar-event'
                    else replace(regexp_replace(regexp_replace(t.relname, 'ies$', 'ys'), 's$', ''), '_', '-') end
                from pg_constraint c join pg_class t on t.oid = c.conrelid
                    join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey) and a.attname <> 'organization_id'
                where c.contype = 'f' and c.confrelid = 'organization_members'::regclass and c.confdeltype = 'a' and c.conparentid = 0
                  and not exists (select from pg_constraint k where k.conrelid = c.conrelid and k.contype = 'p' and a.attnum = any (k.conkey))""");

        assertThat(handedOver).contains("contact");
        assertThat(resources.names()).containsAll(handedOver);
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
