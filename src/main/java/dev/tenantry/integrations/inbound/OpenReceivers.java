package dev.tenantry.integrations.inbound;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.integrations.WebhookRefusal;
import dev.tenantry.shared.crypto.Secret;
import dev.tenantry.shared.database.Rows;
import dev.tenantry.shared.vault.TenantSecrets;

/** The addresses that there are, and whether they take messages now. */
@Service
@Transactional(readOnly = true)
class OpenReceivers {

    private static final String KNOWN = """
            select r.id, r.token, r.verification, r.sealed, r.sealed_before, r.secret_set_at, r.workflow_id,
                r.is_active and not o.is_paused and (r.integration_id is null or i.is_active) as is_open from webhook_receivers r
            left join integrations i on i.organization_id = r.organization_id and i.id = r.integration_id
            join organizations o on o.id = r.organization_id
            where r.organization_id = app.org_id() and r.id = ?""";

    private static final String REFUSED = """
            update webhook_receivers set refused_count = refused_count + 1, last_refused_at = ?, refusals = refusals || jsonb_build_object(
                ?::text, jsonb_build_object('count', coalesce((refusals #>> array[?::text, 'count'])::bigint, 0) + 1, 'lastAt', ?::text))
            where organization_id = app.org_id() and id = ?""";

    private final JdbcClient jdbc;
    private final TenantSecrets secrets;
    private final Verifications verifications;
    private final Clock clock;

    OpenReceivers(JdbcClient jdbc, TenantSecrets secrets, Verifications verifications, Clock clock) {
        this.jdbc = jdbc;
        this.secrets = secrets;
        this.verifications = verifications;
        this.clock = clock;
    }

    /** @param secrets that messages may be signed with now; empty where none is set @param workflow whose alone it is; null of an integration's @param isOpen whether messages are taken: who has the address is not at rest */
    record OpenReceiver(
            UUID id,
            Secret token,
            Verification verification,
            List<Secret> secrets,
            @Nullable UUID workflow,
            boolean isOpen) {

        /** As messages have it. */
        String[] workflows() {
            return workflow == null ? new String[0] : new String[]{workflow.toString()};
        }
    }

    /** In the context of the organization that the token names. */
    Optional<OpenReceiver> find(ReceiverToken token) {
        return jdbc.sql(KNOWN)
                .param(token.receiverId())
                .query(this::read)
                .optional()
                .filter(receiver -> receiver.token.equals(token.text()));
    }

    /** A message was not signed as it has to be. */
    @Transactional
    void countRefusal(UUID receiver, WebhookRefusal refusal) {
        var now = clock.instant();
        jdbc.sql(REFUSED)
                .params(Receivers.utc(now), refusal.toString(), refusal.toString(), now.toString(), receiver)
                .update();
    }

    private OpenReceiver read(ResultSet row, int number) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var good = new ArrayList<Secret>();
        var sealed = row.getString("sealed");
        if (sealed != null) {
            good.add(secrets.open(Receivers.purpose(id), sealed));
        }
        var before = row.getString("sealed_before");
        if (before != null && Receivers.isStillGood(Rows.instantOrNull(row, "secret_set_at"), clock.instant())) {
            good.add(secrets.open(Receivers.purpose(id), before));
        }
        var verification = verifications.read(row.getString("verification"));
        return new OpenReceiver(id, new Secret(row.getString("token")),
                verification, List.copyOf(good), row.getObject("workflow_id", UUID.class), row.getBoolean("is_open"));
    }
}
