package dev.tenantry.shared.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import dev.tenantry.shared.journal.JournalTable;
import dev.tenantry.shared.journal.TransactionJournal;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.problem.ProblemType;
import dev.tenantry.shared.tenancy.TenantContext;

/** The answers that are kept, each user's own. */
@Component
class StoredAnswers {

    private static final Duration KEPT = Duration.ofHours(24);
    private static final String CLAIM = """
            select pg_try_advisory_xact_lock(hashtextextended(?, 0)) as claimed, k.request_hash, k.status, k.headers, k.body, k.expires_at <= ?::timestamptz as expired
            from (values (1)) as always left join idempotency_keys k on k.organization_id = app.org_id() and k.user_id = auth.uid() and k.idempotency_key = ?""";

    private static final String EXPIRE = """
            delete from idempotency_keys where organization_id = app.org_id() and user_id = auth.uid() and idempotency_key = ?""";

    private final JdbcClient jdbc;
    private final TransactionJournal journal;
    private final JsonMapper json;
    private final Clock clock;

    StoredAnswers(JdbcClient jdbc, TransactionJournal journal, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.journal = journal;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Claims the key for this transaction.
     *
     * @return the answer that is kept under it, if any
     * @throws ProblemException 409 where another request holds the key right now
     */
    @Nullable
    StoredAnswer claim(String key) {
        var context = TenantContext.current();
        var claim = jdbc.sql(CLAIM)
                .params(context.organizationId() + "/" + context.userId() + "/" + key, clock.instant().toString(), key)
                .query(this::readClaim)
                .single();
        if (!claim.claimed) {
            throw ProblemException.of(ProblemType.IDEMPOTENCY_KEY_IN_USE,
                    ProblemType.IDEMPOTENCY_KEY_IN_USE.explanation());
        }
        if (claim.expired) {
            jdbc.sql(EXPIRE).param(key).update();
            return null;
        }
        return claim.answer;
    }

    /** Keeps the answer, in the transaction of its effect. */
    void keep(String key, StoredAnswer answer) {
        journal.add(Keys.TABLE,
                new Row(TenantContext.currentUser(), key, answer, json.writeValueAsString(answer.headers()),
                        clock.instant().plus(KEPT).toString()));
    }

    private Claim readClaim(ResultSet row, int number) throws SQLException {
        var hash = row.getBytes("request_hash");
        if (hash == null) {
            return new Claim(row.getBoolean("claimed"), false, null);
        }
        var headers = json.readValue(row.getString("headers"), new TypeReference<Map<String, String>>() {
        });
        return new Claim(row.getBoolean("claimed"), row.getBoolean("expired"),
                new StoredAnswer(hash, row.getInt("status"), headers, row.getBytes("body")));
    }

    private record Claim(boolean claimed, boolean expired, @Nullable StoredAnswer answer) {}

    private record Row(UUID user, String key, StoredAnswer answer, String headers, String expiresAt) {}

    private enum Keys implements JournalTable<Row> {

        TABLE;

        @Override
        public String insert() {
            return """
                    insert into idempotency_keys (organization_id, user_id, idempotency_key, request_hash, status, headers, body, expires_at)
                    values (app.org_id(), ?::uuid, ?, ?, ?, ?::jsonb, ?, ?::timestamptz)""";
        }

        @Override
        public Object[] parameters(List<Row> rows) {
            var row = rows.getFirst();
            return new Object[]{row.user.toString(), row.key, row.answer.requestHash(), row.answer.status(),
                row.headers,
                row.answer.body(), row.expiresAt};
        }
    }
}
