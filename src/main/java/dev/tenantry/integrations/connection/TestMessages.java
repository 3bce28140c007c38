package dev.tenantry.integrations.connection;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.tenantry.audit.AuditEntry;
import dev.tenantry.audit.AuditTrail;
import dev.tenantry.notification.Consents;
import dev.tenantry.notification.ContactChannel;
import dev.tenantry.notification.MessagePurpose;
import dev.tenantry.shared.limit.Limit;
import dev.tenantry.shared.limit.Limits;
import dev.tenantry.shared.problem.ProblemException;
import dev.tenantry.shared.tenancy.TenantContext;

/** Messages to whoever is stated, which show that an integration sends some: few, and to nobody who wants none. */
@Component
class TestMessages {

    private final Limits limits;
    private final Consents consents;
    private final AuditTrail audit;

    TestMessages(Limits limits, Consents consents, AuditTrail audit) {
        this.limits = limits;
        this.consents = consents;
        this.audit = audit;
    }

    /** Outside of transactions. @throws ProblemException 429 */
    void charge(String recipient) {
        limits.charge(Limit.TEST_MESSAGES_PER_ORGANIZATION, TenantContext.current().organizationId().toString());
        limits.chargeUnasked(key(recipient));
    }

    /** Before it is sent. @throws ProblemException 422 where the recipient is not to be written to */
    @Transactional
    void begin(UUID integration, String recipient) {
        var channels = channels(recipient);
        for (var channel : channels) {
            if (!consents.refused(channel, MessagePurpose.TRANSACTIONAL, List.of(recipient)).isEmpty()) {
                throw ProblemException.invalid("recipient", "suppressed", "the recipient is not to be written to");
            }
        }
        audit.record(new AuditEntry("integration.message-tested", AuditEntry.Category.DATA_ACCESS, "integration",
                integration.toString(), Map.of(),
                Map.of("to", channels.isEmpty() ? "channel" : channels.getFirst().toString())));
    }

    private static String key(String recipient) {
        return channels(recipient).stream()
                .map(channel -> channel.key(recipient))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(recipient);
    }

    /** Those that it may be an address of. */
    private static List<ContactChannel> channels(String recipient) {
        return Arrays.stream(ContactChannel.values()).filter(channel -> channel.key(recipient) != null).toList();
    }
}
