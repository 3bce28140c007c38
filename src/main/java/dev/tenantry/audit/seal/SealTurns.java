package dev.tenantry.audit.seal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.verify.Frontier;
import dev.tenantry.audit.verify.Hash;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** Seals the current organization's entries, some at a time, fewer of long ones, each time with a head: in one transaction, so that there is never one without the other. */
@Service
@Transactional
class SealTurns {

    static final int MOST = 2_000;

    /** Who erases holds it, too, shared: between what is read and what is written nothing is erased. */
    private static final String LOCK = "select pg_try_advisory_xact_lock(hashtextextended('audit.seal/' || ?, 0))";
    private static final String NEXT = """
            select entry_id, created_at from audit_log_unsealed where organization_id = app.org_id() order by entry_id limit ?""";
    private static final String ENTRIES = """
            select t.names, t.texts from unnest(?::bigint[], ?::timestamptz[]) with ordinality u (id, created_at, place)
            cross join lateral (select\s""" + SealedEntry.TEXTS + " from audit_logs l " + SealedEntry.COLUMNS + """
             where l.organization_id = app.org_id() and l.id = u.id and l.created_at = u.created_at and e.value is not null) t
            order by u.place""";
    private static final String LAST = """
            select position, chain_hash from audit_log_seals where organization_id = app.org_id() order by position desc limit 1""";
    private static final String DONE = "delete from audit_log_unsealed where organization_id = app.org_id() and entry_id = any (?)";

    private final JdbcClient jdbc;
    private final StoredTree tree;
    private final SealRows rows;
    private final Heads heads;
    private final SealAlarm alarm;

    SealTurns(JdbcClient jdbc, StoredTree tree, SealRows rows, Heads heads, SealAlarm alarm) {
        this.jdbc = jdbc;
        this.tree = tree;
        this.rows = rows;
        this.heads = heads;
        this.alarm = alarm;
    }

    private record Told(Long id, String createdAt) {}

    private record Last(long position, byte[] chain) {}

    /** Where the log ends. */
    private record End(Frontier frontier, byte[] chain) {}

    /** @return whether there may be more at once @throws ProblemException where what was sealed before is not what it was */
    boolean seal() {
        if (!jdbc.sql(LOCK).param(TenantContext.current().organizationId().toString()).query(Boolean.class).single()) {
            return false;
        }
        jdbc.sql(SealedEntry.ZONE).query((RowCallbackHandler) _ -> {});
        var told = jdbc.sql(NEXT).param(MOST).query((row, _) -> new Told(row.getLong(1), row.getString(2))).list();
        if (told.isEmpty()) {
            return false;
        }
        var some = entries(told);
        var entries = some.stream().flatMap(Optional::stream).toList();
        if (entries.size() < some.size()) {
            alarm.altered(TenantContext.current().organizationId(),
                    some.size() - entries.size() + " entries are gone before they were sealed");
        }
        append(entries);
        jdbc.sql(DONE).param(told.stream().limit(some.size()).map(Told::id).toArray(Long[]::new)).update();
        return some.size() < told.size() || told.size() == MOST;
    }

    /** Of the first of those that were told, up to where it gets too long. Empty is one that is gone. */
    private List<Optional<SealedEntry>> entries(List<Told> told) {
        return jdbc.sql(ENTRIES)
                .withFetchSize(SealedEntry.CHUNK)
                .param(told.stream().map(Told::id).toArray(Long[]::new))
                .param(told.stream().map(Told::createdAt).toArray(String[]::new))
                .query(SealTurns::read);
    }

    private static List<Optional<SealedEntry>> read(ResultSet rows) throws SQLException {
        var entries = new ArrayList<Optional<SealedEntry>>();
        for (var weight = 0L; weight < SealedEntry.MOST_WEIGHT && rows.next();) {
            var entry = Optional.ofNullable(SealedEntry.read(rows));
            entries.add(entry);
            weight += entry.map(SealedEntry::weight).orElse(0L);
        }
        return entries;
    }

    private void append(List<SealedEntry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        var end = end();
        var seals = new ArrayList<Seal>();
        var chain = end.chain;
        for (var entry : entries) {
            var seal = Seal.next(entry, end.frontier, chain);
            seals.add(seal);
            chain = seal.chain();
        }
        rows.insert(seals);
        heads.sign(end.frontier.size(), end.frontier.root(), chain);
    }

    /** What was not signed is not built upon: who puts something at the end of the log does not get it signed by us. */
    private End end() {
        var last = jdbc.sql(LAST).query((row, _) -> new Last(row.getLong(1), row.getBytes(2))).optional();
        var head = heads.last();
        if (last.isEmpty() && head.isEmpty()) {
            return new End(new Frontier(0, List.of()), Hash.zeros());
        }
        var size = last.map(one -> one.position + 1).orElse(0L);
        var chain = last.map(Last::chain).orElseGet(Hash::zeros);
        var frontier = tree.frontier(size);
        if (size == 0 || head.isEmpty() || !heads.isSigned(head.get(), size, frontier.root(), chain)) {
            throw ProblemException.conflict("the audit log is not what was signed last: nothing more of it is sealed");
        }
        return new End(frontier, chain);
    }
}
