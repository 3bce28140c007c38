package dev.tenantry.crm.lead;

import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import dev.tenantry.crm.lead.ConversionChange.Kind;
import dev.tenantry.shared.record.Erasure;

/** What conversions have done. What was done to a record that is deleted for good goes with it. */
@Component
class ConversionJournal implements Erasure {

    private static final String INSERT = """
            insert into lead_conversion_changes (organization_id, lead_id, kind, record_type, record_id, properties)
            select app.org_id(), ?, c.kind, c.type, c.id, c.properties::jsonb
            from unnest(?::text[], ?::text[], ?::bigint[], ?::text[]) with ordinality as c (kind, type, id, properties, place) order by c.place""";
    private static final String OF = """
            select kind, record_type, record_id, properties from lead_conversion_changes
            where organization_id = app.org_id() and lead_id = ? order by id""";
    private static final String DELETE = "delete from lead_conversion_changes where organization_id = app.org_id() and lead_id = ?";
    private static final String ERASE = """
            delete from lead_conversion_changes where organization_id = app.org_id() and record_type = ? and record_id = any (?::bigint[])""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ConversionJournal(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    void write(Long lead, List<ConversionChange> changes) {
        jdbc.sql(INSERT)
                .params(lead, changes.stream().map(change -> change.kind().toString()).toArray(String[]::new),
                        changes.stream().map(ConversionChange::type).toArray(String[]::new),
                        changes.stream().map(ConversionChange::id).toArray(Long[]::new),
                        changes.stream().map(change -> change.properties().toString()).toArray(String[]::new))
                .update();
    }

    /** In the order in which it was done. */
    List<ConversionChange> of(Long lead) {
        return jdbc.sql(OF)
                .param(lead)
                .query((row, _) -> new ConversionChange(Kind.of(row.getString("kind")), row.getString("record_type"),
                        row.getLong("record_id"), (ObjectNode) json.readTree(row.getString("properties"))))
                .list();
    }

    void forget(Long lead) {
        jdbc.sql(DELETE).param(lead).update();
    }

    @Override
    public void erase(String type, List<Long> ids) {
        jdbc.sql(ERASE).params(type, ids.toArray(Long[]::new)).update();
    }
}
