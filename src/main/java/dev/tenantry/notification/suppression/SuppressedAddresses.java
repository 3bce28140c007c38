package dev.tenantry.notification.suppression;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.notification.ContactAddress;
import dev.tenantry.shared.tenancy.Ids;

/** Adds to the addresses that are not written to what nobody of the organization states. One that is suppressed so already stays as it is. */
@Component
public class SuppressedAddresses {

    static final String RESOURCE = "suppression";

    private static final String SUPPRESS = """
            insert into suppressions (organization_id, id, channel, address, address_key, reason, scope, note, stopped_at_receiver)
            values (app.org_id(), ?, ?, ?, ?, ?, ?, ?, ?::uuid)
            on conflict on constraint suppressions_address_key do nothing""";

    private final JdbcClient jdbc;
    private final AuditTrail audit;

    SuppressedAddresses(JdbcClient jdbc, AuditTrail audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** Mails come back from it. @param said by the server; null: nothing @return whether it was not suppressed so before */
    public boolean addBounced(ContactAddress address, @Nullable String said) {
        return add(address, SuppressionReason.BOUNCED, SuppressionScope.ALL, said, null);
    }

    /** Its owner calls mails unwanted. */
    public boolean addComplained(ContactAddress address) {
        return add(address, SuppressionReason.COMPLAINED, SuppressionScope.ALL, null, null);
    }

    /** Its owner has asked for it. @param receiver that was told so; null: none */
    boolean addUnsubscribed(ContactAddress address, SuppressionScope scope, @Nullable UUID receiver) {
        return add(address, SuppressionReason.UNSUBSCRIBED, scope, null, receiver);
    }

    private boolean add(ContactAddress address, SuppressionReason reason, SuppressionScope scope, @Nullable String note,
            @Nullable UUID receiver) {
        var id = Ids.next();
        var added = jdbc.sql(SUPPRESS)
                .params(id, address.channel().toString(), address.address(), address.key(), reason.toString(),
                        scope.toString())
                .param(note)
                .param(receiver)
                .update() == 1;
        if (added) {
            audit.record(new AuditEntry("suppression.created", AuditEntry.Category.DATA_MODIFICATION, RESOURCE,
                    id.toString(), Map.of(), told(address, reason, scope)));
        }
        return added;
    }

    static Map<String, @Nullable Object> told(ContactAddress address, SuppressionReason reason,
            SuppressionScope scope) {
        return new HashMap<>(Map.of("channel", address.channel().toString(), "address", address.address(), "reason",
                reason.toString(), "scope", scope.toString()));
    }
}
