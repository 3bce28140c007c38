package dev.tenantry.crm.quote;

import java.util.List;

import jakarta.persistence.EntityManager;
import org.springframework.stereotype.Component;

import dev.tenantry.crm.pipeline.StageLock;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantQuery;

/** Finds quotes. Whoever changes one holds all of its deal's: they decide about each other. */
@Component
class QuoteRows {

    static final int MOST = 200;

    private final EntityManager entities;

    QuoteRows(EntityManager entities) {
        this.entities = entities;
    }

    /** @throws ProblemException 404 */
    Quote find(Long id) {
        return TenantQuery.of(entities, Quote.class, "e", Quote.class, List.of("e.id = :id"), "")
                .set("id", id)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    /** Before any of them is held, by whoever writes or copies which stage their deal goes to. */
    void keepStages() {
        StageLock.share(entities);
    }

    boolean exists(Long id) {
        return TenantQuery.of(entities, Long.class, "count(e)", Quote.class, List.of("e.id = :id"), "")
                .set("id", id)
                .single() > 0;
    }

    /** A quote with the others of its deal, locked, and as they are behind the lock. @throws ProblemException 404 */
    Held hold(Long id) {
        var all = ofDeal(deal(id));
        var quote = all.stream()
                .filter(one -> one.getId().equals(id))
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        return new Held(quote, all);
    }

    /** Which never is another one. @throws ProblemException 404 */
    Long deal(Long id) {
        return TenantQuery.of(entities, Long.class, "e.opportunityId", Quote.class, List.of("e.id = :id"), "")
                .set("id", id)
                .optional()
                .orElseThrow(ProblemException::notFound);
    }

    List<Quote> ofDeal(Long deal) {
        return TenantQuery.of(entities, Quote.class, "e", Quote.class, List.of("e.opportunityId = :deal"),
                "order by e.id").set("deal", deal).locked().list();
    }

    /** @throws ProblemException 409 where the deal has as many as may be */
    void add(Quote quote, List<Quote> others) {
        if (others.size() >= MOST) {
            throw ProblemException.conflict("an opportunity has at most " + MOST + " quotes");
        }
        entities.persist(quote);
        entities.flush();
    }

    void remove(Quote quote) {
        entities.remove(quote);
        entities.flush();
    }

    void flush() {
        entities.flush();
    }

    /** @param all of the deal, the quote among them */
    record Held(Quote quote, List<Quote> all) {

        /** Those with the same number. */
        List<Quote> revisions() {
            var number = quote.getNumber();
            return number == null
                    ? List.of(quote)
                    : all.stream().filter(one -> number.equals(one.getNumber())).toList();
        }
    }
}
