package dev.tenantry.shared.tenancy;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import jakarta.persistence.EntityManager;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.NoResultException;
import org.hibernate.LockMode;
import org.hibernate.ScrollMode;
import org.hibernate.Session;
import org.hibernate.Timeouts;
import org.hibernate.binder.internal.TenantIdBinder;
import org.hibernate.jpa.SpecHints;
import org.hibernate.query.SelectionQuery;

/**
 * A query that restricts itself to the tenant, and what is members' own to the member. Hibernate keeps the translation of no query while a
 * filter is enabled, and translates anew at every execution; so the filters rest while one of these runs, and their predicates stand in the
 * query as the first of the conditions.
 *
 * <p>The entity is called {@code e}. It must not fetch others along: they would not be restricted.
 */
public final class TenantQuery<R> {

    private static final MemberEntity.CurrentUser USER = new MemberEntity.CurrentUser();

    private final Session session;
    private final SelectionQuery<R> query;
    private boolean isOfNone;

    private TenantQuery(Session session, SelectionQuery<R> query) {
        this.session = session;
        this.query = query;
    }

    /**
     * @param columns    HQL: what to select
     * @param conditions HQL: what holds for every row, all of it
     * @param tail       HQL: grouping and order; or empty
     */
    public static <R> TenantQuery<R> of(EntityManager entities, Class<R> row, String columns, Class<?> entity,
            List<String> conditions, String tail) {
        var session = entities.unwrap(Session.class);
        var hql = new StringBuilder("select ").append(columns)
                .append(" from ")
                .append(entity.getSimpleName())
                .append(" e where e.organizationId = :organizationId");
        var isMembers = MemberEntity.class.isAssignableFrom(entity);
        if (isMembers) {
            hql.append(" and e.userId = :userId");
        }
        conditions.forEach(condition -> hql.append(" and (").append(condition).append(')'));
        var query = session.createSelectionQuery(hql.append(' ').append(tail).toString(), row);
        query.setParameter("organizationId", session.getTenantIdentifierValue());
        if (isMembers) {
            query.setParameter("userId", USER.get());
        }
        return new TenantQuery<>(session, query);
    }

    public TenantQuery<R> set(Map<String, Object> parameters) {
        parameters.forEach(query::setParameter);
        return this;
    }

    public TenantQuery<R> set(String parameter, Object value) {
        query.setParameter(parameter, value);
        return this;
    }

    /**
     * The values as the array that {@code is_any} takes: however many there are, the query is the same. Where there are none nothing is
     * found, and the database is not asked.
     */
    public TenantQuery<R> setAll(String parameter, Collection<?> values) {
        if (values.isEmpty()) {
            isOfNone = true;
            return this;
        }
        var type = values.iterator().next().getClass();
        query.setParameter(parameter, values.toArray((Object[]) Array.newInstance(type, 0)));
        return this;
    }

    public TenantQuery<R> limit(int rows) {
        query.setMaxResults(rows);
        return this;
    }

    /** What has been changed in memory is not written before. */
    public TenantQuery<R> asWritten() {
        query.setFlushMode(FlushModeType.COMMIT);
        return this;
    }

    /** The rows, entities all, are nobody else's to change before the end of the transaction; without those that are just now. */
    public TenantQuery<R> lockedOrLeft() {
        query.setHibernateLockMode(LockMode.UPGRADE_SKIPLOCKED);
        return this;
    }

    /** The same, and those that somebody else is at are waited for. */
    public TenantQuery<R> locked() {
        query.setHibernateLockMode(LockMode.PESSIMISTIC_WRITE);
        return this;
    }

    /** The rows, entities all, stay as they are to the end of the transaction, in which others can keep them, too. */
    public TenantQuery<R> kept() {
        query.setHibernateLockMode(LockMode.PESSIMISTIC_READ);
        return this;
    }

    /** The same, without those that somebody else is changing just now. */
    public TenantQuery<R> keptOrLeft() {
        query.setHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI);
        return kept();
    }

    public List<R> list() {
        return isOfNone ? List.of() : execute(SelectionQuery::getResultList);
    }

    /**
     * Reads row by row, until one is the last that is wanted.
     *
     * @param chunk how many the database sends at a time; 0 for all at once, without the transaction that a cursor needs
     * @param more  takes a row; whether it wants the next one
     */
    public void read(int chunk, Predicate<? super R> more) {
        if (isOfNone) {
            return;
        }
        execute(all -> {
            try (var rows = all.setFetchSize(chunk).scroll(ScrollMode.FORWARD_ONLY)) {
                while (rows.next()) {
                    if (!more.test(rows.get())) {
                        break;
                    }
                }
            }
            return chunk;
        });
    }

    /** @throws jakarta.persistence.NonUniqueResultException where there are several */
    public Optional<R> optional() {
        return isOfNone ? Optional.empty() : execute(SelectionQuery::uniqueResultOptional);
    }

    /** @throws NoResultException where there is none */
    public R single() {
        if (isOfNone) {
            throw new NoResultException();
        }
        return execute(SelectionQuery::getSingleResult);
    }

    private <T> T execute(Function<SelectionQuery<R>, T> execution) {
        session.disableFilter(TenantIdBinder.FILTER_NAME);
        session.disableFilter(MemberEntity.FILTER);
        try {
            return execution.apply(query);
        } finally {
            session.enableFilter(TenantIdBinder.FILTER_NAME)
                    .setParameter(TenantIdBinder.PARAMETER_NAME, session.getTenantIdentifierValue());
            session.enableFilter(MemberEntity.FILTER).setParameter(MemberEntity.USER, USER.get());
        }
    }
}
