package dev.tenantry.bench.floor;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What can be done with contacts. */
@Repository
class ContactStore {

    private final ThreeExchanges transactions;
    private final OneExchange autocommit;

    ContactStore(ThreeExchanges transactions, OneExchange autocommit) {
        this.transactions = transactions;
        this.autocommit = autocommit;
    }

    Optional<Contact> find(Caller caller, int exchanges, long id) throws SQLException {
        return run(exchanges, caller, session -> session.contacts(Sql.FIND, caller.organization(), id).stream())
                .findFirst();
    }

    ContactPage list(Caller caller, int exchanges, int limit) throws SQLException {
        return run(exchanges, caller,
                session -> page(session.contacts(Sql.list(limit + 1), caller.organization()), limit));
    }

    ContactPage filter(Caller caller, int exchanges, String company, int limit) throws SQLException {
        return run(exchanges, caller,
                session -> page(session.contacts(Sql.FILTER, caller.organization(), company, limit + 1), limit));
    }

    ContactPage search(Caller caller, int exchanges, String words, int limit) throws SQLException {
        return run(exchanges, caller, session -> {
            var found = session.ids(Sql.SEARCH, caller.organization(), words, Sql.mostFound());
            return found.isEmpty()
                    ? page(session.contacts(Sql.HAVING, caller.organization(), words, limit + 1), limit)
                    : byIds(session, caller, found, limit);
        });
    }

    Contact add(Caller caller, NewContact contact) throws SQLException {
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        return transactions.run(caller,
                session -> session.contacts(Sql.ADD, contact.company(), now, contact.email(), contact.email(),
                        contact.jobTitle(),
                        contact.name(), caller.organization(), contact.phone(), now))
                .getFirst();
    }

    private static ContactPage byIds(Session session, Caller caller, List<Long> ids, int limit) throws SQLException {
        var places = ids.size() == 1 ? 1 : Integer.highestOneBit(ids.size() - 1) << 1;
        var parameters = new ArrayList<@Nullable Object>();
        parameters.add(caller.organization());
        parameters.addAll(ids);
        parameters.addAll(Collections.nCopies(places - ids.size(), ids.getLast()));
        parameters.add(limit + 1);
        return page(session.contacts(Sql.byIds(places), parameters.toArray()), limit);
    }

    /** One row more than asked for tells whether there is a next page. */
    private static ContactPage page(List<Contact> rows, int limit) {
        return new ContactPage(rows.subList(0, Math.min(limit, rows.size())));
    }

    private <T> T run(int exchanges, Caller caller, Session.Work<T> work) throws SQLException {
        return exchanges == 1 ? autocommit.run(caller, work) : transactions.run(caller, work);
    }
}
