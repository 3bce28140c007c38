package dev.tenantry.crm.opportunity;

import java.util.List;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.record.Erasure;

/** Lines go with their deal, and what the audit trail has of their texts does. They stay when their product goes, without it. */
@Component
class LineItemErasure implements Erasure {

    /** As many as a deletion changes of records. */
    private static final int MOST = 10_000;
    private static final int CHUNK = 500;
    private static final String FORGET = """
            select app.forget_audited(app.org_id(), 'line-item', array(
                select l.id::text from opportunity_line_items l
                where l.organization_id = app.org_id() and l.opportunity_id = any(cast(? as bigint[]))))""";

    private final JdbcClient jdbc;
    private final EntityManager entities;

    LineItemErasure(JdbcClient jdbc, EntityManager entities) {
        this.jdbc = jdbc;
        this.entities = entities;
    }

    /** @throws ProblemException 409 where more lines are of the products than a deletion changes */
    @Override
    public void erase(String type, List<Long> ids) {
        switch (type) {
            case "opportunity" -> forget(ids);
            case "product" -> unlink(ids);
            default -> {
            }
        }
    }

    private void forget(List<Long> deals) {
        jdbc.sql(FORGET)
                .param(deals.toArray(Long[]::new))
                .query((_, _) -> true)
                .list();
    }

    private void unlink(List<Long> products) {
        var count = entities.createQuery("select count(l) from LineItem l where l.productId in :products", Long.class)
                .setParameter("products", products)
                .getSingleResult();
        if (count > MOST) {
            throw ProblemException.conflict(count + " line items are of it, and a deletion changes at most " + MOST
                    + ": take it off them first");
        }
        for (var some = next(products); !some.isEmpty(); some = next(products)) {
            some.forEach(LineItem::forgetProduct);
            entities.flush();
            some.forEach(entities::detach);
        }
    }

    private List<LineItem> next(List<Long> products) {
        return entities.createQuery("select l from LineItem l where l.productId in :products order by l.id",
                LineItem.class)
                .setParameter("products", products)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setMaxResults(CHUNK)
                .getResultList();
    }
}
