package dev.tenantry.crm.quote;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.record.Erasure;
import dev.tenantry.shared.tenancy.TenantQuery;

/** Quotes go with their deal. They stay when their contact goes, without whoever that was; what the audit trail has of it goes, too. */
@Component
class QuoteErasure implements Erasure {

    private static final int CHUNK = 500;
    private static final String FORGET_OF_DEALS = """
            select app.forget_audited(app.org_id(), 'quote', array(
                select q.id::text from quotes q where q.organization_id = app.org_id() and q.opportunity_id = any(cast(? as bigint[]))))""";
    /** On contacts' timelines, too. */
    private static final String UNTELL = """
            delete from activities a where a.organization_id = app.org_id() and starts_with(a.kind, 'quote.') and a.record_id in (
                select q.id from quotes q where q.organization_id = app.org_id() and q.opportunity_id = any(cast(? as bigint[])))""";
    private static final String FORGET_OF_CONTACTS = """
            select app.forget_audited(app.org_id(), 'quote', array(
                select q.id::text from quotes q where q.organization_id = app.org_id() and q.contact_id = any(cast(? as bigint[]))))""";
    /** Past the entities: the audit trail is to have none of it once more. */
    private static final String FORGET_PEOPLE = """
            update quotes set recipient_name = null, recipient_email = null, recipient_details = null, decided_by = null, decided_from = null, comment = null
            where organization_id = app.org_id() and contact_id = any(cast(? as bigint[]))""";

    private final JdbcClient jdbc;
    private final EntityManager entities;

    QuoteErasure(JdbcClient jdbc, EntityManager entities) {
        this.jdbc = jdbc;
        this.entities = entities;
    }

    @Override
    public void erase(String type, List<Long> ids) {
        switch (type) {
            case "opportunity" -> {
                forget(FORGET_OF_DEALS, ids);
                jdbc.sql(UNTELL).param(ids.toArray(Long[]::new)).update();
            }
            case "contact" -> {
                forget(FORGET_OF_CONTACTS, ids);
                jdbc.sql(FORGET_PEOPLE).param(ids.toArray(Long[]::new)).update();
                unlink(ids);
            }
            default -> {
            }
        }
    }

    private void forget(String statement, List<Long> ids) {
        jdbc.sql(statement).param(ids.toArray(Long[]::new)).query((_, _) -> true).list();
    }

    private void unlink(List<Long> contacts) {
        for (var some = next(contacts); !some.isEmpty(); some = next(contacts)) {
            some.forEach(Quote::forgetContact);
            entities.flush();
            some.forEach(entities::detach);
        }
    }

    private List<Quote> next(List<Long> contacts) {
        return TenantQuery.of(entities, Quote.class, "e", Quote.class, List.of("e.contactId in :contacts"),
                "order by e.id").set("contacts", contacts).limit(CHUNK).locked().list();
    }
}
